import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRefresh, type Refresh } from '../../../../../main/services/sync/refresh.ts';
import { createConnectivity } from '../../../../../main/services/connectivity.ts';
import { createAppError } from '../../../../../main/services/errors.ts';
import type { DirectoryStore } from '../../../../../main/services/ports/directory-store.ts';
import { openDirectoryStore } from '../../../../../main/store/directory-store.ts';
import type { RefreshState } from '../../../../../preload/model/refresh.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../../support/folders.ts';
import { makePerson } from '../../../../support/people.ts';

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
  return {
    fake,
    store,
    refresh: createRefresh({
      client: fake.client,
      store,
      connectivity: createConnectivity(now),
      now,
    }),
  };
}

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
      if ((skipCount ?? 0) > 50) refresh.cancel();
    };
    const first = refresh.start();
    expect(refresh.start()).toBe(first);
    await first;
    expect(refresh.state).toMatchObject({ phase: 'idle', error: null, completedAt: null });
    expect(store.size).toBeLessThan(500);
    expect(fake.requests.length).toBeLessThanOrEqual(5);
    await refresh.settled();
  });
});
