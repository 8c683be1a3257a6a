import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../../renderer/state/pace.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  });
});

afterEach(() => {
  vi.useRealTimers();
});

test('runs the first task at once', () => {
  const task = vi.fn();
  new Pace().run(task);
  expect(task).toHaveBeenCalledOnce();
});

test('runs a few of a stream, and the last one always', () => {
  const pace = new Pace();
  const ran: number[] = [];
  for (let call = 0; call < 60; call += 1) {
    pace.run(() => ran.push(call));
    vi.advanceTimersByTime(16);
  }
  vi.advanceTimersByTime(1000);
  expect(ran.length).toBeLessThan(10);
  expect(ran.at(-1)).toBe(59);
});

test('waits for no more than two frames once the stream has ended', () => {
  const pace = new Pace();
  const task = vi.fn();
  pace.run(() => undefined);
  pace.run(task);
  vi.advanceTimersByTime(2 * 16);
  expect(task).toHaveBeenCalledOnce();
});

test('forgets what is not wanted any more', () => {
  const pace = new Pace();
  const task = vi.fn();
  pace.run(() => undefined);
  pace.run(task);
  pace.stop();
  vi.advanceTimersByTime(1000);
  expect(task).not.toHaveBeenCalled();
});
