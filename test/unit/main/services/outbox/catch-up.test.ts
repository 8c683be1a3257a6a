import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { catchUp } from '../../../../../main/services/outbox/catch-up.ts';
import type { NewActivity } from '../../../../../main/services/ports/outbox-store.ts';
import { openOutboxStore } from '../../../../../main/store/outbox/outbox-store.ts';
import { makeTestFolder } from '../../../../support/folders.ts';
import { makePerson } from '../../../../support/people.ts';
import { openTestStore } from '../../../../support/stores.ts';

const startMs = Date.UTC(2026, 2, 1);
const atSecond = (second: number): string => new Date(startMs + second * 1000).toISOString();

/** A cache in which Ada, a cook from Rome, was written in second 10, and a log. */
async function createCache() {
  const folder = makeTestFolder();
  let second = 10;
  const now = (): number => startMs + second * 1000;
  const store = openTestStore({ file: join(folder, 'people.db'), now });
  const log = openOutboxStore({ file: join(folder, 'outbox.db'), now });
  onTestFinished(async () => {
    await store.close();
    log.close();
  });
  await store.upsert([makePerson({ id: 'ada', jobTitle: 'Cook', location: 'Rome' })]);
  const cache = {
    store,
    at: (next: number) => (second = next),
    write(...lines: readonly Partial<NewActivity>[]): void {
      log.write({ log: lines.map(makeLine) });
    },
    async found() {
      await catchUp(store, log);
      const { jobTitle = null, location = null } = (await store.get('ada'))?.person ?? {};
      return { jobTitle, location };
    },
  };
  return cache;
}

/** In second 20 Ada became a surgeon, unless the test says otherwise. */
function makeLine(fields: Partial<NewActivity>): NewActivity {
  return {
    changeId: 'change',
    personId: 'ada',
    displayName: 'Ada',
    kind: 'update',
    outcome: 'applied',
    at: atSecond(20),
    userId: 'admin',
    before: { jobTitle: 'Cook' },
    after: { jobTitle: 'Surgeon' },
    fields: [],
    photo: null,
    status: 200,
    message: null,
    ...fields,
  };
}

it.each(['applied', 'already-there'] as const)('shows what is %s', async (outcome) => {
  const cache = await createCache();
  cache.write({ outcome });
  expect(await cache.found()).toEqual({ jobTitle: 'Surgeon', location: 'Rome' });
});

it.each(['conflict', 'refused', 'undone', 'discarded'] as const)(
  'shows nothing of what is %s',
  async (outcome) => {
    const cache = await createCache();
    cache.write({ outcome });
    expect(await cache.found()).toEqual({ jobTitle: 'Cook', location: 'Rome' });
  },
);

it('shows those fields of a change that the server has taken', async () => {
  const cache = await createCache();
  const before = { jobTitle: 'Cook', location: 'Rome' };
  const after = { jobTitle: 'Surgeon', location: 'Oslo' };
  cache.write({ outcome: 'partly-applied', fields: ['jobTitle'], before, after });
  expect(await cache.found()).toEqual({ jobTitle: 'Cook', location: 'Oslo' });
});

it('finds a person whose id is written in another case', async () => {
  const cache = await createCache();
  cache.write({ personId: 'ADA' });
  expect((await cache.found()).jobTitle).toBe('Surgeon');
});

it('goes through several changes of somebody in their order', async () => {
  const cache = await createCache();
  cache.write(
    {},
    { before: { jobTitle: 'Surgeon' }, after: { jobTitle: 'Nurse' } },
    { before: { location: 'Rome' }, after: { location: 'Oslo' } },
  );
  expect(await cache.found()).toEqual({ jobTitle: 'Nurse', location: 'Oslo' });
});

it('ends where it was, where a change has been taken back', async () => {
  const cache = await createCache();
  cache.write({}, { before: { jobTitle: 'Surgeon' }, after: { jobTitle: 'Cook' } });
  expect((await cache.found()).jobTitle).toBe('Cook');
});

it('leaves alone what has been written since', async () => {
  const cache = await createCache();
  cache.at(30);
  await cache.store.upsert([makePerson({ id: 'ada', jobTitle: 'Cook', location: 'Bern' })]);
  cache.write({});
  expect((await cache.found()).jobTitle).toBe('Cook');
});

it('leaves alone what is not as it was before the change', async () => {
  const cache = await createCache();
  cache.write({ before: { jobTitle: 'Baker' } });
  expect((await cache.found()).jobTitle).toBe('Cook');
});

it('leaves alone what a refresh has seen since', async () => {
  const cache = await createCache();
  await cache.store.setRefreshedAt(atSecond(25));
  cache.write({});
  expect((await cache.found()).jobTitle).toBe('Cook');
});

it('knows nobody whom the cache does not have', async () => {
  const cache = await createCache();
  cache.write({ personId: 'ben' }, { kind: 'create', before: {}, personId: 'carol' });
  await cache.found();
  expect(await cache.store.ids()).toEqual(['ada']);
});

it('reads further than one page of the log', async () => {
  const cache = await createCache();
  const others = Array.from({ length: 450 }, () => ({ personId: 'ben' }));
  cache.write({}, ...others);
  expect((await cache.found()).jobTitle).toBe('Surgeon');
});
