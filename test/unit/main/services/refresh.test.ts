import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { walkPeople } from '../../../../main/services/people-pages.ts';
import { createRefresh, type Refresh } from '../../../../main/services/refresh.ts';
import { createAppError } from '../../../../main/services/errors.ts';
import type { DirectoryStore } from '../../../../main/services/ports/directory-store.ts';
import { openDirectoryStore } from '../../../../main/store/directory-store.ts';
import type { RefreshState } from '../../../../preload/model/refresh.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';

const idOf = (no: number): string => `p${String(no).padStart(5, '0')}`;
const makePeople = (count: number): ReturnType<typeof makePerson>[] =>
  Array.from({ length: count }, (_, no) => makePerson({ id: idOf(no) }));

function setUp(count: number): { fake: FakeAlfresco; store: DirectoryStore; refresh: Refresh } {
  const fake = createFakeAlfresco(makePeople(count));
  const store = openDirectoryStore({
    file: join(makeTestFolder(), 'x', 'people.db'),
    now: () => 0,
  });
  onTestFinished(() => store.close());
  const now = (): number => Date.UTC(2026, 0, 1);
  return { fake, store, refresh: createRefresh({ client: fake.client, store, now }) };
}

async function walkedIds(fake: FakeAlfresco, pageSize: number): Promise<string[]> {
  const ids: string[] = [];
  const walk = walkPeople(fake.client, { pageSize, signal: new AbortController().signal });
  for await (const batch of walk) ids.push(...batch.people.map((person) => person.id));
  return ids;
}

describe('the walk through everybody', () => {
  it('sees all people, whatever the page size', async () => {
    for (const count of [0, 1, 2, 9, 10, 11, 19, 100]) {
      const fake = createFakeAlfresco(makePeople(count));
      const ids = await walkedIds(fake, 10);
      expect([...new Set(ids)]).toEqual(makePeople(count).map((person) => person.id));
    }
  });

  it('misses nobody who was there all the time while others come and go', async () => {
    const change = fc.record({
      isRemoval: fc.boolean(),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 40 }),
        async (count, changesByPage) => {
          const fake = createFakeAlfresco(makePeople(count));
          const removed = new Set<string>();
          let page = 0;
          fake.beforePage = () => {
            for (const { isRemoval, at } of changesByPage[page] ?? []) {
              const place = Math.floor(at * fake.people.length);
              if (isRemoval) {
                for (const person of fake.people.splice(place, 1)) removed.add(person.id);
              } else {
                const newcomer = `${fake.people[place]?.id ?? ''}+${page}-${place}`;
                fake.people.push(makePerson({ id: newcomer }));
                fake.people.sort((a, b) => (a.id < b.id ? -1 : 1));
              }
            }
            page += 1;
          };
          const seen = new Set(await walkedIds(fake, 8));
          for (const { id } of makePeople(count)) {
            expect(seen.has(id) || removed.has(id), id).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes on after a page with fewer rows than asked for', async () => {
    const fake = createFakeAlfresco(makePeople(30));
    const list: typeof fake.client.people.list = (...args) => fake.client.people.list(...args);
    const client = {
      ...fake.client,
      people: {
        ...fake.client.people,
        list: async (...args: Parameters<typeof list>) => {
          const page = await list(...args);
          // A person that vanished while the server built the page is left out of it.
          return { ...page, people: page.people.filter((person) => person.id !== idOf(5)) };
        },
      },
    };
    const ids = await walkedIds({ ...fake, client }, 10);
    expect(new Set(ids).size).toBe(29);
    expect(ids).toContain(idOf(29));
  });
});

describe('a refresh', () => {
  it('fills the cache and tells how far it is', async () => {
    const { store, refresh } = setUp(250);
    const states: RefreshState[] = [];
    refresh.progress.subscribe((state) => states.push(state));
    await refresh.start();
    expect(store.size).toBe(250);
    expect(states.map((state) => [state.phase, state.fetched])).toEqual([
      ['running', 0],
      ['running', 100],
      ['running', 199],
      ['running', 250],
      ['idle', 250],
    ]);
    expect(states[1]?.expected).toBe(250);
    expect(refresh.state.completedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(store.refreshedAt()).toBe('2026-01-01T00:00:00.000Z');
  });

  it('tells the interface of changes only', async () => {
    const { fake, refresh } = setUp(30);
    let changes = 0;
    refresh.changed.subscribe(() => (changes += 1));
    await refresh.start();
    expect(changes).toBe(1);
    await refresh.start();
    expect(changes).toBe(1);
    fake.people[3] = makePerson({ id: idOf(3), jobTitle: 'New' });
    await refresh.start();
    expect(changes).toBe(2);
  });

  it('removes a person on a 404 of their own, and on nothing less', async () => {
    const { fake, store, refresh } = setUp(30);
    await refresh.start();
    const hidden = fake.people.splice(4, 1)[0];
    fake.people.splice(9, 1);
    const get = fake.client.people.get.bind(fake.client.people);
    Object.assign(fake.client.people, {
      get: (id: string) => (id === hidden?.id ? Promise.resolve(hidden) : get(id)),
    });
    await refresh.start();
    expect(store.get(idOf(4))).not.toBeNull();
    expect(store.get(idOf(10))).toBeNull();
    expect(store.size).toBe(29);
  });

  it('keeps what it has when the server fails, and says why', async () => {
    const { fake, store, refresh } = setUp(250);
    await refresh.start();
    fake.people.length = 0;
    fake.beforePage = () => {
      throw createAppError('network', 'The server did not answer.', { retryable: true });
    };
    await refresh.start();
    expect(refresh.state).toMatchObject({ phase: 'failed', error: { code: 'network' } });
    expect(store.size).toBe(250);
    expect(refresh.state.completedAt).not.toBeNull();
  });

  it('joins a run under way and stops when cancelled', async () => {
    const { fake, store, refresh } = setUp(500);
    fake.beforePage = ({ skipCount }) => {
      if ((skipCount ?? 0) > 150) refresh.cancel();
    };
    const first = refresh.start();
    expect(refresh.start()).toBe(first);
    await first;
    expect(refresh.state).toMatchObject({ phase: 'idle', error: null, completedAt: null });
    expect(store.size).toBeLessThan(500);
    expect(fake.requests).toHaveLength(3);
    await refresh.settled();
  });
});
