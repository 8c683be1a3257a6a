import { setImmediate as nextTurn } from 'node:timers/promises';
import { walkPeople } from '../../main/services/sync/page-walk.ts';
import type { FetchPeoplePage } from '../../main/services/sync/pages-under-way.ts';
import { createChurningDirectory } from '../support/churning-directory.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/** How one way of reading everybody did while people came and went. */
export interface ChurnFigures {
  readonly way: 'overlapping pages' | 'plain offsets';
  readonly changesPerPage: number;
  readonly runs: number;
  /** Runs in which somebody was missed who was there all the time. */
  readonly runsWithMisses: number;
  readonly peopleMissed: number;
  /** Requests, by those that a directory at rest needs. */
  readonly requestsByMinimal: number;
}

type ReadEverybody = (fetchPage: FetchPeoplePage, pageSize: number) => Promise<Set<string>>;

/** Ours: `main/services/sync/page-walk.ts`. */
const readWithOverlap: ReadEverybody = async (fetchPage, pageSize) => {
  const seen = new Set<string>();
  const { signal } = new AbortController();
  const sizes = { firstPageSize: pageSize, largestPageSize: pageSize };
  for await (const { ids } of walkPeople({ fetchPage, signal, ...sizes })) {
    for (const id of ids) seen.add(id);
  }
  return seen;
};

/** What everybody writes: the next offset is the last one plus the page size. */
const readByOffset: ReadEverybody = async (fetchPage, pageSize) => {
  const seen = new Set<string>();
  const { signal } = new AbortController();
  for (let skipCount = 0, hasMore = true; hasMore; skipCount += pageSize) {
    const page = await fetchPage({ skipCount, maxItems: pageSize }, signal, () => undefined);
    for (const id of page.ids) seen.add(id);
    hasMore = page.hasMoreItems;
  }
  return seen;
};

const ways: Readonly<Record<ChurnFigures['way'], ReadEverybody>> = {
  'overlapping pages': readWithOverlap,
  'plain offsets': readByOffset,
};

/** Simulates refreshes of a directory that changes between its pages, repeatably by the seed. */
export async function measureChurn(
  way: ChurnFigures['way'],
  changesPerPage: number,
  { runs = 1000, people = 5000, pageSize = 100, seed = 1 } = {},
): Promise<ChurnFigures> {
  const random = createSeededRandom(seed);
  let runsWithMisses = 0;
  let peopleMissed = 0;
  let requests = 0;
  for (let run = 0; run < runs; run += 1) {
    const directory = createChurningDirectory({ people, changesPerPage, random });
    const seen = await ways[way](directory.fetchPage, pageSize);
    const missed = directory.lasting().filter((id) => !seen.has(id)).length;
    runsWithMisses += missed > 0 ? 1 : 0;
    peopleMissed += missed;
    requests += directory.requests;
    // Promises alone never give the collector of signals a turn.
    await nextTurn();
  }
  const requestsByMinimal = requests / (runs * Math.ceil(people / pageSize));
  return { way, changesPerPage, runs, runsWithMisses, peopleMissed, requestsByMinimal };
}

/** The table of `docs/performance.md`: both ways at three paces of change. */
export async function measureChurnTable(
  options?: Parameters<typeof measureChurn>[2],
): Promise<ChurnFigures[]> {
  const table: ChurnFigures[] = [];
  for (const changesPerPage of [0.02, 0.2, 1]) {
    table.push(await measureChurn('plain offsets', changesPerPage, options));
    table.push(await measureChurn('overlapping pages', changesPerPage, options));
  }
  return table;
}
