import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../main/services/errors.ts';
import type { ListPeopleQuery } from '../../../main/services/ports/alfresco.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../support/folders.ts';
import { makePerson } from '../../support/people.ts';
import { createRefreshRig, testTime } from '../../support/refresh-rig.ts';
import { sizeOf } from '../../support/stores.ts';

const peopleAtServer = 500;
const pageSize = 5;

/** A server that caps its pages, so that a walk takes a hundred of them. */
function createServer(jobTitle: string): FakeAlfresco {
  const fake = createFakeAlfresco(
    Array.from({ length: peopleAtServer }, (_, no) =>
      makePerson({ id: `p${String(no).padStart(4, '0')}`, jobTitle }),
    ),
  );
  const list = fake.client.people.list.bind(fake.client.people);
  Object.assign(fake.client.people, {
    list: (query: ListPeopleQuery, options?: object) =>
      list({ ...query, maxItems: Math.min(query.maxItems ?? pageSize, pageSize) }, options),
  });
  return fake;
}

const outage = (): never => {
  throw createAppError('network', 'The network is gone.', { reason: 'offline' });
};

describe('B17: a refresh that is interrupted', () => {
  it('goes on where it was, at whichever page the network or the user ended it', async () => {
    const fake = createServer('Engineer');
    const folder = makeTestFolder();
    let cached: ReadonlySet<string> = new Set();
    let runs = 0;
    // One directory, cut off in every run by the third page, until nothing is left to fetch.
    for (let isComplete = false; !isComplete; runs += 1) {
      const { refresh, store } = createRefreshRig(fake.client, { folder });
      expect(await sizeOf(store)).toBe(cached.size);
      let requests = 0;
      let pagesAgain = 0;
      fake.beforePage = ({ skipCount = 0 }) => {
        const page = fake.people.slice(skipCount, skipCount + pageSize);
        if (page.every(({ id }) => cached.has(id))) pagesAgain += 1;
        requests += 1;
        if (requests < 3) return;
        if (runs % 2 === 0) outage();
        refresh.cancel();
      };
      await refresh.start();
      isComplete = refresh.state.completedAt !== null;
      expect(pagesAgain).toBeLessThanOrEqual(2);
      expect(await sizeOf(store)).toBeGreaterThan(cached.size);
      cached = new Set(await store.ids());
      await store.close();
    }
    expect(cached.size).toBe(peopleAtServer);
    expect(runs).toBeGreaterThan(50);
  });

  it('needs no more pages for the rest than it would have needed anyway', async () => {
    for (const brokenPage of [2, 3, 10, 47, 50, 98, 100]) {
      const fake = createServer('Engineer');
      const folder = makeTestFolder();
      const first = createRefreshRig(fake.client, { folder });
      fake.beforePage = () => {
        if (fake.requests.length >= brokenPage) outage();
      };
      await first.refresh.start();
      const left = peopleAtServer - (await sizeOf(first.store));
      await first.store.close();
      fake.requests.length = 0;
      fake.beforePage = () => undefined;
      const { refresh } = createRefreshRig(fake.client, { folder });
      await refresh.start();
      expect(refresh.state).toMatchObject({ phase: 'idle', fetched: peopleAtServer });
      // Each page shares a row with the one before.
      expect(fake.requests.length).toBeLessThanOrEqual(Math.ceil(left / (pageSize - 1)) + 2);
    }
  });

  it('keeps what it had in sight all the time, and ends with what is new', async () => {
    const fake = createServer('Engineer');
    const { refresh, store } = createRefreshRig(fake.client);
    await refresh.start();
    fake.people = createServer('Architect').people;
    const looks: Promise<number>[] = [];
    refresh.progress.subscribe(() => void looks.push(sizeOf(store)));
    let requests = 0;
    fake.beforePage = () => {
      requests += 1;
      if (requests % 20 === 0) outage();
    };
    for (let run = 0; run < 20; run += 1) {
      await refresh.start();
      if (refresh.state.phase === 'idle') break;
      expect((await store.get('p0499'))?.person.jobTitle).toBe('Engineer');
    }
    expect([...new Set(await Promise.all(looks))]).toEqual([peopleAtServer]);
    expect(refresh.state.phase).toBe('idle');
    for (const { id } of fake.people)
      expect((await store.get(id))?.person.jobTitle).toBe('Architect');
  });

  it('begins anew after hours, since what it saw then says little of now', async () => {
    const fake = createServer('Engineer');
    let now = testTime;
    const { refresh } = createRefreshRig(fake.client, { now: () => now });
    fake.beforePage = ({ skipCount = 0 }) => {
      if (skipCount > 250) outage();
    };
    await refresh.start();
    now += 6 * 60 * 60 * 1000;
    fake.requests.length = 0;
    fake.beforePage = () => undefined;
    await refresh.start();
    expect(fake.requests[0]).toBe('list 0');
    expect(refresh.state).toMatchObject({ phase: 'idle', fetched: peopleAtServer });
  });
});
