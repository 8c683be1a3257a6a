import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile, ratios, summarize } from '../../../../scripts/bench/statistics.ts';

const someNumbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });

describe('percentile', () => {
  it('takes the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([7], 0.95)).toBe(7);
  });

  it('is one of the values, and as many as asked for do not exceed it', () => {
    fc.assert(
      fc.property(someNumbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        const below = values.filter((value) => value <= found).length;
        expect(below / values.length).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        expect(median(values)).toBe(median(values.toReversed()));
      }),
    );
  });
});

describe('summarize', () => {
  it('counts, and names middle, tail and longest', () => {
    expect(summarize([1, 2, 3, 4, 100])).toEqual({ n: 5, p50: 3, p95: 100, maximum: 100 });
  });
});

describe('ratios', () => {
  it('pairs the rounds and leaves out those without a partner', () => {
    expect(ratios([2, 9, 5], [1, 3])).toEqual([2, 3]);
  });
});
