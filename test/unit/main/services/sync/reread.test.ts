import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import { createReread, type Reread } from '../../../../../main/services/sync/reread.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../../support/fake-alfresco.ts';
import { createFakeClock, type FakeClock, settled } from '../../../../support/fake-clock.ts';
import { makePerson } from '../../../../support/people.ts';
import { createRefreshRig, type RefreshRig } from '../../../../support/refresh-rig.ts';

interface SetUp extends RefreshRig {
  readonly fake: FakeAlfresco;
  readonly clock: FakeClock;
  readonly reread: Reread;
  readonly changes: () => number;
  /** Lets the requests that are open be answered. */
  readonly answer: () => Promise<void>;
}

async function setUp(): Promise<SetUp> {
  const fake = createFakeAlfresco(['ada', 'bob', 'cyd', 'dan'].map((id) => makePerson({ id })));
  const clock = createFakeClock();
  const rig = createRefreshRig(fake.client, { clock });
  await rig.store.upsert(fake.people);
  const open: (() => void)[] = [];
  const get = fake.client.people.get.bind(fake.client.people);
  Object.assign(fake.client.people, {
    get: async (id: string) => {
      const answer = get(id);
      await new Promise<void>((resolve) => open.push(resolve));
      return answer;
    },
  });
  let changes = 0;
  const reread = createReread({ client: fake.client, ...rig, onChanged: () => (changes += 1) });
  const answer = async (): Promise<void> => {
    for (const resolve of open.splice(0)) resolve();
    await settled();
  };
  return { ...rig, clock, fake, reread, changes: () => changes, answer };
}

describe('reading a person again', () => {
  it('takes over what is new, and is silent where nothing is', async () => {
    const { fake, store, reread, changes, answer } = await setUp();
    fake.people[0] = makePerson({ id: 'ada', jobTitle: 'Countess' });
    reread.want('ada');
    reread.want('bob');
    await answer();
    expect((await store.get('ada'))?.person.jobTitle).toBe('Countess');
    expect(changes()).toBe(1);
  });

  it('removes a person whom the server does not know any more', async () => {
    const { fake, store, reread, changes, answer } = await setUp();
    fake.people.shift();
    reread.want('ada');
    await answer();
    expect(await store.get('ada')).toBeNull();
    expect(changes()).toBe(1);
  });

  it('replaces a person whom the server spells differently now', async () => {
    const { fake, store, reread, answer } = await setUp();
    fake.people[0] = makePerson({ id: 'Ada' });
    reread.want('ada');
    await answer();
    expect(await store.get('ada')).toBeNull();
    expect(await store.get('Ada')).not.toBeNull();
  });

  it('is not undone by a page that was asked for before, however late it comes', async () => {
    const { fake, store, moments, reread, answer } = await setUp();
    const askedAt = moments();
    const old = await fake.client.people.list({});
    fake.people[0] = makePerson({ id: 'ada', jobTitle: 'Countess' });
    fake.people.splice(1, 1);
    reread.want('ada');
    reread.want('bob');
    await answer();
    expect((await store.addPage(old, askedAt)).written).toBe(0);
    expect((await store.get('ada'))?.person.jobTitle).toBe('Countess');
    expect(await store.get('bob')).toBeNull();

    fake.people[0] = makePerson({ id: 'ada', jobTitle: 'Analyst' });
    await store.addPage(await fake.client.people.list({}), moments());
    expect((await store.get('ada'))?.person.jobTitle).toBe('Analyst');
  });

  it('is not undone by the answer to a question that was asked before', async () => {
    const { store, moments } = await setUp();
    const [early, late] = [moments(), moments()];
    const saved = makePerson({ id: 'ada', jobTitle: 'Saved' });
    await store.upsert([saved], { askedAt: late, answeredAt: moments() });
    const read = { askedAt: early, answeredAt: moments() };
    expect(await store.upsert([makePerson({ id: 'ada' })], read)).toEqual({ written: 0 });
    expect(await store.remove(['ada'], read)).toBe(0);
    expect((await store.get('ada'))?.person).toEqual(saved);
  });

  it('asks for a person once in ten seconds', async () => {
    const { fake, clock, reread, answer } = await setUp();
    reread.want('ada');
    reread.want('ada');
    await answer();
    await clock.advance(9000);
    reread.want('ada');
    await answer();
    expect(fake.requests).toEqual(['get ada']);
    await clock.advance(1000);
    reread.want('ada');
    expect(fake.requests).toEqual(['get ada', 'get ada']);
  });

  it('skips those whom the user has left behind already', async () => {
    const { fake, reread, answer } = await setUp();
    for (const id of ['ada', 'bob', 'cyd', 'dan']) reread.want(id);
    await answer();
    await answer();
    expect(fake.requests).toEqual(['get ada', 'get bob', 'get dan']);
  });

  it('notices that the server is away, and asks no more until it is back', async () => {
    const { fake, connectivity, backoff, reread } = await setUp();
    Object.assign(fake.client.people, {
      get: () => Promise.reject(createAppError('network', 'Away.', { retryable: true })),
    });
    reread.want('ada');
    await settled();
    expect(connectivity.state.status).toBe('offline');
    expect(backoff.remainingMs()).toBeGreaterThan(0);
    reread.want('bob');
    await settled();
    expect(backoff.failures).toBe(1);
  });

  it('writes nothing after it was stopped', async () => {
    const { fake, store, reread, changes, answer } = await setUp();
    fake.people.shift();
    reread.want('ada');
    reread.stop();
    await answer();
    expect(await store.get('ada')).not.toBeNull();
    expect(changes()).toBe(0);
  });
});
