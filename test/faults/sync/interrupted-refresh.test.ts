import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../main/services/errors.ts';
import type { ListPeopleQuery } from '../../../main/services/ports/alfresco.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../support/folders.ts';
import { makePerson } from '../../support/people.ts';
import { createRefreshRig, testTime } from '../../support/refresh-rig.ts';

const peopleAtServer = 1000;
const pageSize = 10;
const pages = peopleAtServer / pageSize;

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
    for (let brokenPage = 2; brokenPage <= pages; brokenPage += 1) {
      const fake = createServer('Engineer');
      const folder = makeTestFolder();
      const first = createRefreshRig(fake.client, { folder });
      let requests = 0;
      fake.beforePage = () => {
        requests += 1;
        if (requests < brokenPage) return;
        if (brokenPage % 2 === 0) outage();
        first.refresh.cancel();
      };
      await first.refresh.start();
      const cachedBefore = new Set(first.store.ids());
      expect(first.refresh.state.completedAt).toBeNull();
      first.store.close();

      const second = createRefreshRig(fake.client, { folder });
      expect(second.store.size).toBe(cachedBefore.size);
      let pagesAgain = 0;
      fake.beforePage = ({ skipCount = 0 }) => {
        const page = fake.people.slice(skipCount, skipCount + pageSize);
        if (page.every(({ id }) => cachedBefore.has(id))) pagesAgain += 1;
      };
      await second.refresh.start();
      expect(second.refresh.state).toMatchObject({ phase: 'idle', fetched: peopleAtServer });
      expect(second.store.size).toBe(peopleAtServer);
      expect(pagesAgain).toBeLessThanOrEqual(2);
      second.store.close();
    }
  });

  it('keeps what it had in sight all the time, and ends with what is new', async () => {
    const fake = createServer('Engineer');
    const { refresh, store } = createRefreshRig(fake.client);
    await refresh.start();
    fake.people = createServer('Architect').people;
    const sizes = new Set<number>();
    refresh.progress.subscribe(() => sizes.add(store.size));
    let requests = 0;
    fake.beforePage = () => {
      requests += 1;
      if (requests % 20 === 0) outage();
    };
    for (let run = 0; run < 20; run += 1) {
      await refresh.start();
      if (refresh.state.phase === 'idle') break;
      expect(store.get('p0999')?.person.jobTitle).toBe('Engineer');
    }
    expect([...sizes]).toEqual([peopleAtServer]);
    expect(refresh.state.phase).toBe('idle');
    for (const { id } of fake.people) expect(store.get(id)?.person.jobTitle).toBe('Architect');
  });

  it('begins anew after hours, since what it saw then says little of now', async () => {
    const fake = createServer('Engineer');
    let now = testTime;
    const { refresh } = createRefreshRig(fake.client, { now: () => now });
    fake.beforePage = ({ skipCount = 0 }) => {
      if (skipCount > 500) outage();
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
