import { describe, expect, it } from 'vitest';
import { readBenchArguments, rowIds } from '../../../../scripts/bench/bench-arguments.ts';
import { Failure } from '../../../../scripts/process/failure.ts';

describe('the arguments of the bench', () => {
  it('measures every row with 100,000 people unless told otherwise', () => {
    expect(readBenchArguments([])).toEqual({
      people: 100_000,
      rows: new Set(rowIds),
      jsonFile: null,
      isQuick: false,
    });
  });

  it('takes a size, some rows, a file and haste', () => {
    const args = ['--people', '5000', '--only', 'c6, B15', '--json', 'figures.json', '--quick'];
    expect(readBenchArguments(args)).toEqual({
      people: 5000,
      rows: new Set(['C6', 'B15']),
      jsonFile: 'figures.json',
      isQuick: true,
    });
  });

  it.each([
    [['--only', 'C99'], /--only takes some of C1,/],
    [['--people', 'many'], /--people takes a number/],
    [['--people', '5'], /--people takes a number/],
    [['--fast'], /--fast/],
  ])('refuses %j in one sentence', (args, message) => {
    expect(() => readBenchArguments(args)).toThrow(Failure);
    expect(() => readBenchArguments(args)).toThrow(message);
  });
});
