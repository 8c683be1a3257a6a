import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../../main/services/sync/pace.ts';

function setUp(): { pace: ReturnType<typeof createPace>; pass: (ms: number) => void } {
  let nowMs = 5000;
  return { pace: createPace(() => nowMs), pass: (ms) => void (nowMs += ms) };
}

describe('the pace of a run', () => {
  it('says nothing in the first second, nor before anybody has arrived', () => {
    const { pace, pass } = setUp();
    pace.add(100);
    pass(500);
    expect(pace.secondsFor(100)).toBeNull();
    const other = setUp();
    other.pass(60_000);
    expect(other.pace.secondsFor(100)).toBeNull();
  });

  it('is right from early on where people arrive steadily', () => {
    const { pace, pass } = setUp();
    for (let second = 1; second <= 60; second += 1) {
      pass(1000);
      pace.add(100);
      if (second > 2) expect(pace.secondsFor(1000)).toBeGreaterThan(7);
      expect(pace.secondsFor(1000)).toBeLessThan(11);
    }
  });

  it('takes bursts for what they are, and follows a lasting change', () => {
    const { pace, pass } = setUp();
    for (let burst = 0; burst < 10; burst += 1) {
      pass(4000);
      for (let page = 0; page < 4; page += 1) pace.add(100);
    }
    expect(pace.secondsFor(1000)).toBeGreaterThan(7);
    expect(pace.secondsFor(1000)).toBeLessThan(13);
    for (let second = 0; second < 40; second += 1) {
      pass(1000);
      pace.add(10);
    }
    expect(pace.secondsFor(1000)).toBeGreaterThan(70);
    expect(pace.secondsFor(-5)).toBe(0);
  });
});
