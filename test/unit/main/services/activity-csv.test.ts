import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityAsCsv } from '../../../../main/services/activity-csv.ts';
import type { Activity } from '../../../../preload/model/activity.ts';

const line: Activity = {
  id: 1,
  changeId: 'change-1',
  personId: 'ada',
  displayName: 'Ada Lovelace',
  kind: 'update',
  outcome: 'applied',
  at: '2026-03-01T12:00:00.000Z',
  userId: 'admin',
  before: {},
  after: {},
  fields: [],
  photo: null,
  status: null,
  message: null,
};

/** Reads CSV by the letter of RFC 4180. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let rest = csv.replace(/^\uFEFF/, '');
  while (rest !== '') {
    const row: string[] = [];
    for (let end = ','; end === ',';) {
      const [whole = '', quoted, plain = '', after = ''] =
        /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
      if (whole === '') throw new Error(`No cell at ${JSON.stringify(rest.slice(0, 20))}`);
      row.push(quoted?.replaceAll('""', '"') ?? plain);
      rest = rest.slice(whole.length);
      end = after;
    }
    rows.push(row);
  }
  return rows;
}

const csvOf = (lines: readonly Activity[]): string => [...activityAsCsv(lines)].join('');

describe('the log as CSV', () => {
  it('has a line for each field, and one for a change without any', () => {
    const csv = csvOf([
      {
        ...line,
        before: { jobTitle: 'Countess', 'company.fax': null },
        after: { jobTitle: 'Poet, "first"', 'company.fax': '+44 (1) 2', enabled: false },
      },
      { ...line, kind: 'password', outcome: 'refused', status: 403, message: 'No.\nNever.' },
    ]);
    const [head, ...rows] = parse(csv);
    expect(csv.startsWith('\uFEFFWhen,Who,')).toBe(true);
    expect(head).toHaveLength(11);
    expect(rows.map((row) => row.slice(4))).toEqual([
      ['update', 'applied', 'jobTitle', 'Countess', 'Poet, "first"', '', ''],
      ['update', 'applied', 'company.fax', '', '+44 (1) 2', '', ''],
      ['update', 'applied', 'enabled', '', 'false', '', ''],
      ['password', 'refused', '', '', '', '403', 'No.\nNever.'],
    ]);
  });

  it('can be read again whatever is in it, and holds no formula', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '=1+1',
        '@SUM(A1)',
        ' =x',
        '\t-2+3',
        '-12',
        '+1 (2)',
        '"',
        '\r\n',
        ',',
        'a\n=b',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), (texts) => {
        const log = texts.map(([displayName, before, after]) => ({
          ...line,
          displayName,
          before: { jobTitle: before },
          after: { jobTitle: after },
        }));
        const rows = parse(csvOf(log)).slice(1);
        expect(rows).toHaveLength(texts.length);
        for (const [no, row] of rows.entries()) {
          expect(row).toHaveLength(11);
          for (const cell of row) expect(cell).not.toMatch(/^\s*[=@]/);
          const cells = [row[3], row[7], row[8]].map((cell) => cell?.replace(/^'/, ''));
          expect(cells).toEqual(texts[no]?.map((one) => one.replace(/^'/, '')));
        }
      }),
    );
  });
});
