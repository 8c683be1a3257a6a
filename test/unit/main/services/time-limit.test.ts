import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSignal } from '../../../../main/services/signal.ts';
import { startTimeLimit } from '../../../../main/services/time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a time limit', () => {
  it('is over when its time is', () => {
    const { signal } = startTimeLimit(1000);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('stands still while the user has to do something, and begins anew after that', () => {
    const waiting = createSignal<boolean>();
    const { signal } = startTimeLimit(1000, { isWaiting: false, waiting });
    vi.advanceTimersByTime(900);
    waiting.emit(true);
    vi.advanceTimersByTime(3_600_000);
    waiting.emit(false);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  it('does not begin before the user is through', () => {
    const waiting = createSignal<boolean>();
    const { signal } = startTimeLimit(1000, { isWaiting: true, waiting });
    vi.advanceTimersByTime(5000);
    expect(signal.aborted).toBe(false);
    waiting.emit(false);
    vi.advanceTimersByTime(1000);
    expect(signal.aborted).toBe(true);
  });

  it('never comes once its end was told', () => {
    const waiting = createSignal<boolean>();
    const limit = startTimeLimit(1000, { isWaiting: false, waiting });
    limit.end();
    waiting.emit(false);
    vi.advanceTimersByTime(5000);
    expect(limit.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
