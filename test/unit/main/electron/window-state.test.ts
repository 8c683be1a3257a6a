import { describe, expect, it } from 'vitest';
import { isReachable } from '../../../../main/electron/window-state.ts';

const laptop = { x: 0, y: 24, width: 1440, height: 876 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
const window = { x: 100, y: 100, width: 1180, height: 760, isMaximized: false };

describe('a remembered window', () => {
  it.each<[string, Partial<typeof window>, boolean]>([
    ['where it was', {}, true],
    ['on the second screen', { x: 1600 }, true],
    ['half out to the left', { x: -900 }, true],
    ['out to the left', { x: -1150 }, false],
    ['out to the right', { x: 3300 }, false],
    ['below the screens', { y: 1060 }, false],
    ['with its title bar above the screen', { y: -200 }, false],
    ['on a screen that is gone', { x: 5000, y: 2000 }, false],
  ])('%s', (_where, change, expected) => {
    expect(isReachable({ ...window, ...change }, [laptop, beside])).toBe(expected);
  });
});
