import { measureChurnTable } from '../../test/bench/churn.ts';
import type { BenchArguments } from './bench-arguments.ts';
import { atMost, check, type Row, single } from './figures.ts';

/** Refreshes while people come and go, beside the loop that everybody writes. */
export async function measureMisses({ isQuick }: BenchArguments): Promise<Row> {
  const table = await measureChurnTable(isQuick ? { runs: 50 } : {});
  const ours = table.filter(({ way }) => way === 'overlapping pages');
  const naive = table.filter(({ way }) => way === 'plain offsets');
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const runs = sum(ours.map((each) => each.runs));
  return {
    id: 'B15',
    title: `people missed in ${runs.toLocaleString('en-US')} refreshes under churn`,
    checks: [
      check(single('missed', 'people', sum(ours.map((each) => each.peopleMissed))), atMost(0)),
      check(
        single(
          'most requests, by those of a directory at rest',
          'x',
          Math.max(...ours.map(({ requestsByMinimal }) => requestsByMinimal)),
        ),
        atMost(1.4),
      ),
    ],
    yardstick: single(
      'missed by plain offsets',
      'people',
      sum(naive.map((each) => each.peopleMissed)),
    ),
    beside: table.flatMap((each) => {
      const name = `${each.way}, ${each.changesPerPage} changes a page`;
      return [
        single(`${name}: runs with misses`, '%', (100 * each.runsWithMisses) / each.runs),
        single(`${name}: people missed`, 'people', each.peopleMissed),
        single(`${name}: requests`, 'x', each.requestsByMinimal),
      ];
    }),
    notes: ['Simulated: 5,000 people, pages of 100, people added and removed between pages.'],
  };
}
