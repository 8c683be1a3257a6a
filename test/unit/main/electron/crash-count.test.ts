import { expect, it } from 'vitest';
import { createCrashCount } from '../../../../main/electron/crash-count.ts';

it('loads a page that crashes again, but not for ever', () => {
  let nowMs = 0;
  const count = createCrashCount(() => nowMs);
  expect([count.mayReload(), count.mayReload(), count.mayReload()]).toEqual([true, true, true]);
  nowMs = 59_999;
  expect(count.mayReload()).toBe(false);
  nowMs = 120_000;
  expect(count.mayReload()).toBe(true);
});
