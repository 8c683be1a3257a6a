import { expect, test } from 'vitest';
import { Grip } from '../../../renderer/features/photos/grip.ts';

test('one pointer moves what it holds, and only while it holds it', () => {
  const grip = new Grip();
  expect(grip.move(1, { x: 5, y: 5 })).toBeNull();
  grip.hold(1, { x: 10, y: 10 });
  expect(grip.isHeld).toBe(true);
  expect(grip.move(1, { x: 13, y: 6 })).toMatchObject({ rightPx: 3, downPx: -4, factor: 1 });
  grip.release(1);
  expect(grip.isHeld).toBe(false);
  expect(grip.move(1, { x: 20, y: 20 })).toBeNull();
});

test('two fingers zoom by how far they go apart, around what is between them', () => {
  const grip = new Grip();
  grip.hold(1, { x: 0, y: 0 });
  grip.hold(2, { x: 100, y: 0 });
  expect(grip.move(2, { x: 200, y: 0 })).toEqual({
    rightPx: 50,
    downPx: 0,
    factor: 2,
    centre: { x: 100, y: 0 },
  });
  expect(grip.move(1, { x: 100, y: 0 })?.factor).toBeCloseTo(0.5);
});

test('fingers in one place, or side by side, do not zoom', () => {
  const grip = new Grip();
  grip.hold(1, { x: 10, y: 10 });
  grip.hold(2, { x: 10, y: 10 });
  expect(grip.move(2, { x: 30, y: 10 })?.factor).toBe(1);
  expect(grip.move(2, { x: 10, y: 10 })?.factor).toBe(1);
});
