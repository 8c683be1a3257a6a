import { describe, expect, it } from 'vitest';
import type { ListPeopleQuery } from '../../../main/services/ports/alfresco.ts';
import { measureChurn } from '../../bench/churn.ts';
import { createChurningDirectory } from '../../support/churning-directory.ts';
import { createFakeAlfresco } from '../../support/fake-alfresco.ts';
import { makePageAnswer } from '../../support/page-answers.ts';
import { makePerson } from '../../support/people.ts';
import { createRefreshRig } from '../../support/refresh-rig.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

describe('B15: people come and go between the pages', () => {
  it('misses nobody in 1,000 runs at a change a page, for few requests more', async () => {
    const figures = await measureChurn('overlapping pages', 1);
    expect(figures).toMatchObject({ runs: 1000, runsWithMisses: 0, peopleMissed: 0 });
    expect(figures.requestsByMinimal).toBeLessThanOrEqual(1.4);
  });

  it('would be noticed: plain offsets do miss people in the same directory', async () => {
    const figures = await measureChurn('plain offsets', 1, { runs: 20 });
    expect(figures.runsWithMisses).toBeGreaterThan(15);
  });

  it('leaves everybody in the cache who was there all the time, once each', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = createSeededRandom(seed);
      const directory = createChurningDirectory({ people: 1000, changesPerPage: 2, random });
      const fake = createFakeAlfresco();
      Object.assign(fake.client.people, {
        list: async ({ skipCount = 0, maxItems = 100 }: ListPeopleQuery) => {
          // A server that caps its pages: more of them, and more changes between them.
          const range = { skipCount, maxItems: Math.min(maxItems, 20) };
          const { signal } = new AbortController();
          const { ids, ...paging } = await directory.fetchPage(range, signal, () => undefined);
          return makePageAnswer(
            ids.map((id) => makePerson({ id })),
            paging,
          );
        },
      });
      const { refresh, store } = createRefreshRig(fake.client);
      await refresh.start();
      const cached = await store.ids();
      expect(cached).toHaveLength(new Set(cached).size);
      expect(directory.lasting().filter((id) => !cached.includes(id))).toEqual([]);
    }
  });
});
