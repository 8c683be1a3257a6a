import { describe, expect, it } from 'vitest';
import {
  atLeast,
  atMost,
  check,
  figureOf,
  type Row,
  single,
} from '../../../../scripts/bench/figures.ts';
import { describeMachine } from '../../../../scripts/bench/machine.ts';
import { numberAsText, rowAsText, rowsAsJson } from '../../../../scripts/bench/report.ts';

const row: Row = {
  id: 'C6',
  title: 'search',
  checks: [
    check(figureOf('p95', 'ms', [1, 2, 3], 'p95'), atMost(5)),
    check(single('hits found', '', 0.5), atLeast(1)),
  ],
  yardstick: single('a scan', 'ms', 12.3456),
  beside: [],
  notes: ['A note.'],
};

describe('a row of the bench', () => {
  it('passes only where every check does', () => {
    const json: unknown = JSON.parse(
      rowsAsJson([{ ...row, load: 1.5 }], describeMachine(100, null)),
    );
    expect(json).toMatchObject({
      C6: {
        what: 'p95',
        value: 3,
        unit: 'ms',
        n: 3,
        p50: 2,
        p95: 3,
        target: '<= 5',
        pass: false,
        yardstick: { what: 'a scan', value: 12.3456 },
        checks: [{ pass: true }, { pass: false, target: '>= 1' }],
        load: 1.5,
        machine: { people: 100, electron: null },
      },
    });
  });

  it('says in text what was reached and what was missed', () => {
    const text = rowAsText(row);
    expect(text).toContain('C6  search: MISSED');
    expect(text).toMatch(/p95 .*3 ms {2}\(n 3, p50 2, p95 3\) {2}\[<= 5: reached\]/);
    expect(text).toMatch(/hits found .*0\.5 .*\[>= 1: MISSED\]/);
    expect(text).toContain('* A note.');
  });

  it('rounds to what can be believed', () => {
    expect([0.12345, 12.345, 1234.5, 80_123_456].map(numberAsText)).toEqual([
      '0.123',
      '12.3',
      '1,235',
      '80,123,456',
    ]);
  });
});
