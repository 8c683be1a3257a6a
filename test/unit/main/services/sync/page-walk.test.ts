import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import { walkPeople, type WalkOptions } from '../../../../../main/services/sync/page-walk.ts';
import type { FetchPeoplePage } from '../../../../../main/services/sync/pages-under-way.ts';
import { settled } from '../../../../support/fake-clock.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../../support/fake-alfresco.ts';
import { readWholePage } from '../../../../support/page-answers.ts';
import { makePerson } from '../../../../support/people.ts';

const idOf = (no: number): string => `p${String(no).padStart(5, '0')}`;
const makePeople = (count: number): ReturnType<typeof makePerson>[] =>
  Array.from({ length: count }, (_, no) => makePerson({ id: idOf(no) }));

const fetchFrom =
  (fake: FakeAlfresco): FetchPeoplePage =>
  async (range, signal) => {
    const { people, ...paging } = readWholePage(await fake.client.people.list(range, { signal }));
    return { ...paging, ids: people.map(({ id }) => id) };
  };

async function walkedIds(
  fake: FakeAlfresco,
  options: Partial<WalkOptions> = {},
): Promise<string[]> {
  const ids: string[] = [];
  const walk = walkPeople({
    fetchPage: fetchFrom(fake),
    signal: new AbortController().signal,
    ...options,
  });
  for await (const batch of walk) ids.push(...batch.ids);
  return ids;
}

/** Adds or removes a person somewhere, as an administrator would while we read. */
function churn(fake: FakeAlfresco, at: number, isRemoval: boolean, removed: Set<string>): void {
  const place = Math.floor(at * fake.people.length);
  if (isRemoval) {
    for (const person of fake.people.splice(place, 1)) removed.add(person.id);
    return;
  }
  fake.people.push(makePerson({ id: `${fake.people[place]?.id ?? ''}+${fake.requests.length}` }));
  fake.people.sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('the walk through everybody', () => {
  it('sees all people, whatever the page size and however many pages are under way', async () => {
    for (const count of [0, 1, 2, 9, 10, 11, 19, 100, 457]) {
      for (const concurrency of [1, 4]) {
        const fake = createFakeAlfresco(makePeople(count));
        const ids = await walkedIds(fake, { firstPageSize: 10, largestPageSize: 40, concurrency });
        expect([...new Set(ids)]).toEqual(makePeople(count).map((person) => person.id));
      }
    }
  });

  it('misses nobody who was there all the time while others come and go', async () => {
    const change = fc.record({
      isRemoval: fc.boolean(),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 150 }),
        fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 40 }),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (count, changesByPage, firstPageSize, concurrency) => {
          const fake = createFakeAlfresco(makePeople(count));
          const removed = new Set<string>();
          let page = 0;
          fake.beforePage = () => {
            for (const { isRemoval, at } of changesByPage[page] ?? []) {
              churn(fake, at, isRemoval, removed);
            }
            page += 1;
          };
          const seen = new Set(
            await walkedIds(fake, { firstPageSize, largestPageSize: 16, concurrency }),
          );
          const missed = makePeople(count).filter(({ id }) => !seen.has(id) && !removed.has(id));
          expect(missed).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('costs few requests more where one person comes or goes at every page', async () => {
    let requests = 0;
    let minimal = 0;
    for (let round = 0; round < 20; round += 1) {
      const fake = createFakeAlfresco(makePeople(2000));
      // A small generator of our own, so that the figures are the same in every run.
      let state = round + 1;
      const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
      fake.beforePage = () => churn(fake, random(), random() < 0.5, new Set());
      await walkedIds(fake, { largestPageSize: 100 });
      requests += fake.requests.length;
      minimal += 20;
    }
    expect(requests / minimal).toBeLessThanOrEqual(1.4);
  });

  it('goes on after pages with fewer rows than asked for, empty ones included', async () => {
    const fake = createFakeAlfresco(makePeople(60));
    const isVanished = (id: string): boolean => id > idOf(14) && id < idOf(37);
    const fetchPage: FetchPeoplePage = async (...call) => {
      const page = await fetchFrom(fake)(...call);
      // People that vanish while the server builds a page are left out of it.
      return { ...page, ids: page.ids.filter((id) => !isVanished(id)) };
    };
    const ids = await walkedIds(fake, { fetchPage, firstPageSize: 10, largestPageSize: 10 });
    expect(new Set(ids).size).toBe(38);
    expect(ids).toContain(idOf(59));
  });

  it('has no more pages under way than allowed, and none past the end', async () => {
    const fake = createFakeAlfresco(makePeople(1000));
    let open = 0;
    let mostOpen = 0;
    fake.beforePage = async () => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
    };
    await walkedIds(fake, { largestPageSize: 100 });
    expect(mostOpen).toBe(4);
    expect(fake.requests).toHaveLength(11);
  });

  it('asks for the next page as soon as one has arrived, and runs ahead of the writing so far', async () => {
    const fake = createFakeAlfresco(makePeople(5000));
    const written: (() => void)[] = [];
    let isWriting = true;
    const fetchPage: FetchPeoplePage = async (range, signal, onArrived) => {
      const page = await fetchFrom(fake)(range, signal, onArrived);
      onArrived();
      if (isWriting && range.skipCount > 0) {
        await new Promise<void>((resolve) => written.push(resolve));
      }
      return page;
    };
    const walked = walkedIds(fake, { fetchPage, largestPageSize: 100 });
    await settled();
    // The first page is in; four could be asked for at a time, and twice as many wait to be written.
    expect(fake.requests).toHaveLength(1 + 8);
    written.shift()?.();
    await settled();
    expect(fake.requests).toHaveLength(1 + 9);
    isWriting = false;
    for (const resolve of written) resolve();
    expect(new Set(await walked).size).toBe(5000);
  });

  it('asks for larger pages from a fast server, and goes back when it runs out of time', async () => {
    const fake = createFakeAlfresco(makePeople(3000));
    const sizes: number[] = [];
    const fetchPage: FetchPeoplePage = (range, ...call) => {
      sizes.push(range.maxItems);
      if (range.maxItems > 400) return Promise.reject(createAppError('timeout', 'Too slow.'));
      return fetchFrom(fake)(range, ...call);
    };
    const ids = await walkedIds(fake, { fetchPage, now: () => 0 });
    expect(new Set(ids).size).toBe(3000);
    expect(sizes.slice(0, 2)).toEqual([100, 1000]);
    expect(sizes.at(-1)).toBe(250);
  });

  it('keeps to small pages where the server is slow', async () => {
    const fake = createFakeAlfresco(makePeople(1000));
    const sizes: number[] = [];
    fake.beforePage = ({ maxItems }) => void sizes.push(maxItems ?? 0);
    let clock = 0;
    await walkedIds(fake, { now: () => (clock += 4000) });
    expect(Math.max(...sizes)).toBe(125);
  });

  it('passes on what the server answered in error', async () => {
    const fake = createFakeAlfresco(makePeople(500));
    fake.beforePage = ({ skipCount }) => {
      if ((skipCount ?? 0) > 0) throw createAppError('server', 'Broken.');
    };
    await expect(walkedIds(fake)).rejects.toThrow('Broken.');
  });

  it('goes on where an interrupted walk had been', async () => {
    const fake = createFakeAlfresco(makePeople(1000));
    const seen = makePeople(600).map((person) => person.id);
    fake.people.splice(100, 1);
    const ids = await walkedIds(fake, { resume: { skipCount: 600, seen }, largestPageSize: 100 });
    const all = new Set([...seen, ...ids]);
    expect(makePeople(1000).every(({ id }) => all.has(id))).toBe(true);
    expect(fake.requests.length).toBeLessThanOrEqual(6);
  });

  it('bridges a gap in the small pages of a server that caps them', async () => {
    for (const cap of [2, 3, 7, 20, 50]) {
      const fake = createFakeAlfresco(makePeople(1000));
      const seen = makePeople(600).map((person) => person.id);
      fake.people.splice(100, 60);
      const fetchPage: FetchPeoplePage = ({ skipCount, maxItems }, ...call) =>
        fetchFrom(fake)({ skipCount, maxItems: Math.min(maxItems, cap) }, ...call);
      // The cap is known from pages before the gap.
      const resume = { skipCount: 530, seen: seen.slice(0, 580) };
      const ids = await walkedIds(fake, { fetchPage, resume, concurrency: 1 });
      const all = new Set([...resume.seen, ...ids]);
      const missed = fake.people.filter(({ id }) => !all.has(id));
      expect(missed).toEqual([]);
    }
  });

  it('ends the pages under way before it asks for smaller ones', async () => {
    const fake = createFakeAlfresco(makePeople(5000));
    let open = 0;
    let mostOpen = 0;
    const fetchPage: FetchPeoplePage = async (range, signal, onArrived) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      try {
        if (range.maxItems <= 300) return await fetchFrom(fake)(range, signal, onArrived);
        await new Promise((resolve) => {
          // The first one runs out of time; the others would go on for long.
          if (range.skipCount < 200) setImmediate(resolve);
          signal.addEventListener('abort', resolve);
        });
        throw createAppError('timeout', 'Too slow.');
      } finally {
        open -= 1;
      }
    };
    const ids = await walkedIds(fake, { fetchPage, now: () => 0 });
    expect(new Set(ids).size).toBe(5000);
    expect(mostOpen).toBe(4);
  });

  it('bridges a gap that opened while a walk was interrupted', async () => {
    const fake = createFakeAlfresco(makePeople(1000));
    const seen = makePeople(600).map((person) => person.id);
    fake.people.splice(100, 300);
    const ids = await walkedIds(fake, { resume: { skipCount: 600, seen }, largestPageSize: 100 });
    const all = new Set([...seen, ...ids]);
    expect(makePeople(1000).every(({ id }) => all.has(id))).toBe(true);
  });
});
