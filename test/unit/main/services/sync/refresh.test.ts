import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import type { RefreshState } from '../../../../../preload/model/refresh.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../../support/fake-alfresco.ts';
import { createFakeClock } from '../../../../support/fake-clock.ts';
import { makePerson } from '../../../../support/people.ts';
import { createRefreshRig, type RefreshRig } from '../../../../support/refresh-rig.ts';
import { sizeOf } from '../../../../support/stores.ts';

const idOf = (no: number): string => `p${String(no).padStart(5, '0')}`;
const makePeople = (count: number): ReturnType<typeof makePerson>[] =>
  Array.from({ length: count }, (_, no) => makePerson({ id: idOf(no) }));

function setUp(count: number): RefreshRig & { readonly fake: FakeAlfresco } {
  const fake = createFakeAlfresco(makePeople(count));
  return { fake, ...createRefreshRig(fake.client) };
}

const away = (): never => {
  throw createAppError('network', 'The server did not answer.', { retryable: true });
};

describe('a refresh', () => {
  it('fills the cache and tells how far it is', async () => {
    const { store, refresh } = setUp(250);
    const states: RefreshState[] = [];
    refresh.progress.subscribe((state) => states.push(state));
    await refresh.start();
    expect(await sizeOf(store)).toBe(250);
    expect(states.map((state) => [state.phase, state.fetched])).toEqual([
      ['running', 0],
      ['running', 100],
      ['running', 250],
      ['idle', 250],
    ]);
    expect(states[1]?.expected).toBe(250);
    expect(refresh.state.completedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(store.refreshedAt).toBe('2026-01-01T00:00:00.000Z');
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

  it('writes nothing of an unchanged directory but when it was refreshed', async () => {
    const { refresh, rowChanges } = setUp(250);
    await refresh.start();
    const before = rowChanges();
    expect(before).toBeGreaterThanOrEqual(250);
    await refresh.start();
    expect(rowChanges() - before).toBeLessThanOrEqual(1);
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
    expect(await store.get(idOf(4))).not.toBeNull();
    expect(await store.get(idOf(10))).toBeNull();
    expect(await sizeOf(store)).toBe(29);
  });

  it('keeps what it has when the server fails, and says why', async () => {
    const { fake, store, refresh, connectivity } = setUp(250);
    await refresh.start();
    fake.people.length = 0;
    fake.beforePage = away;
    await refresh.start();
    expect(refresh.state).toMatchObject({ phase: 'failed', error: { code: 'network' } });
    expect(connectivity.state).toMatchObject({ status: 'offline', reason: { code: 'network' } });
    expect(await sizeOf(store)).toBe(250);
    expect(refresh.state.completedAt).not.toBeNull();
  });

  it('repeats pages that break, and comes through', async () => {
    const { fake, store, refresh, connectivity } = setUp(250);
    let requests = 0;
    fake.beforePage = () => {
      requests += 1;
      if (requests % 3 !== 0) away();
    };
    await refresh.start();
    expect(refresh.state).toMatchObject({ phase: 'idle', error: null });
    expect(await sizeOf(store)).toBe(250);
    expect(connectivity.state.status).toBe('online');
  });

  it('stops at once where the session has ended', async () => {
    const { fake, refresh, connectivity } = setUp(250);
    fake.beforePage = () => {
      throw createAppError('unauthorized', 'Sign in again.', { reason: 'session-expired' });
    };
    await refresh.start();
    expect(fake.requests).toEqual(['list 0']);
    expect(refresh.state).toMatchObject({ phase: 'failed', error: { code: 'unauthorized' } });
    expect(connectivity.state.status).toBe('signed-out');
  });

  it('does not repeat what cannot succeed', async () => {
    const { fake, refresh, connectivity } = setUp(250);
    fake.beforePage = () => {
      throw createAppError('network', 'A portal.', { reason: 'redirected' });
    };
    await refresh.start();
    expect(fake.requests).toEqual(['list 0']);
    expect(connectivity.state.status).toBe('offline');
  });

  it('tries quietly after a failure: the failure stays until a page arrives', async () => {
    const { fake, refresh } = setUp(250);
    fake.beforePage = away;
    await refresh.start();
    const phases: string[] = [];
    refresh.progress.subscribe((state) => phases.push(state.phase));
    await refresh.start({ isQuiet: true });
    expect(phases).toEqual(['failed']);
    fake.beforePage = () => undefined;
    await refresh.start({ isQuiet: true });
    expect(phases).toEqual(['failed', 'running', 'running', 'idle']);
  });

  it('asks once only while the server is known to be away', async () => {
    const { fake, refresh } = setUp(250);
    fake.beforePage = away;
    await refresh.start();
    const before = fake.requests.length;
    await refresh.start({ isQuiet: true });
    expect(fake.requests.length - before).toBe(1);
  });

  it('tells how long it still takes', async () => {
    const fake = createFakeAlfresco(makePeople(4000));
    const clock = createFakeClock();
    const { refresh } = createRefreshRig(fake.client, { clock });
    fake.beforePage = () => clock.sleep(4000, new AbortController().signal);
    const states: RefreshState[] = [];
    refresh.progress.subscribe((state) => states.push(state));
    const run = refresh.start();
    await clock.advance(60_000);
    await run;
    const told = states.flatMap(({ secondsLeft }) => (secondsLeft === null ? [] : [secondsLeft]));
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(0)).toBeGreaterThan(20);
    expect(told.at(-1)).toBe(0);
    expect(refresh.state.secondsLeft).toBeNull();
  });

  it('never has more than four requests open, whatever breaks while people come and go', async () => {
    const fake = createFakeAlfresco(makePeople(6000));
    const { refresh, store } = createRefreshRig(fake.client);
    let open = 0;
    let mostOpen = 0;
    let requests = 0;
    fake.beforePage = async () => {
      requests += 1;
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      // A gap before the next page, which a bridge of further pages has to close.
      if (requests === 3) fake.people.splice(0, 400);
      if (requests === 4) away();
    };
    await refresh.start();
    expect(refresh.state.phase).toBe('idle');
    expect(mostOpen).toBe(4);
    const cached = new Set(await store.ids());
    expect(fake.people.filter(({ id }) => !cached.has(id))).toEqual([]);
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
    expect(await sizeOf(store)).toBeLessThan(500);
    expect(fake.requests.length).toBeLessThanOrEqual(5);
    await refresh.settled();
  });
});
