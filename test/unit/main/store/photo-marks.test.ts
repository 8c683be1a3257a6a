import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryStore } from '../../../../main/services/ports/directory-store.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore } from '../../../support/stores.ts';

const ada = makePerson({ id: 'Ada' });
const ben = makePerson({ id: 'ben', avatarId: 'photo-1' });

function open(file = join(makeTestFolder(), 'people.db')): DirectoryStore {
  const store = openTestStore({ file, now: () => 0 });
  onTestFinished(() => store.close());
  return store;
}

/** Who is found without a photo; the number beside the lens says the same. */
async function withoutPhoto(store: DirectoryStore): Promise<string[]> {
  const query = { ...everybody, filters: ['no-photo' as const], offset: 0, limit: 50 };
  const { people } = await store.search(query);
  expect((await store.countLenses()).filters['no-photo']).toBe(people.length);
  return people.map(({ id }) => id).sort();
}

describe('who is marked as having a photo, or none', () => {
  it('counts so until told otherwise, whatever a refresh brings', async () => {
    const store = open();
    await store.upsert([ada, ben]);
    expect(await withoutPhoto(store)).toEqual(['Ada']);
    await store.setPhotoMarks([
      { personId: 'ada', hasPhoto: true },
      { personId: 'ben', hasPhoto: false },
    ]);
    expect(await withoutPhoto(store)).toEqual(['ben']);
    await store.upsert([
      { ...ada, jobTitle: 'Countess' },
      { ...ben, avatarId: 'photo-2' },
    ]);
    expect(await withoutPhoto(store)).toEqual(['ben']);
    await store.setPhotoMarks([
      { personId: 'ADA', hasPhoto: null },
      { personId: 'ben', hasPhoto: null },
    ]);
    expect(await withoutPhoto(store)).toEqual(['Ada']);
  });

  it('counts so in an index that is read later', async () => {
    const file = join(makeTestFolder(), 'people.db');
    const before = open(file);
    await before.upsert([ada, ben]);
    await before.close();
    const store = open(file);
    await store.setPhotoMarks([{ personId: 'ada', hasPhoto: true }]);
    expect(await withoutPhoto(store)).toEqual([]);
  });

  it('counts so as soon as there is such a person, waiting or not', async () => {
    const store = open();
    await store.upsert([ben]);
    await store.setPhotoMarks([{ personId: 'ada', hasPhoto: true }]);
    expect(await withoutPhoto(store)).toEqual([]);
    await store.setPending([{ id: 'ada', values: {}, person: null }], {
      askedAt: 1,
      answeredAt: 1,
    });
    const { filters } = await store.countLenses();
    expect(filters).toMatchObject({ 'no-photo': 0, waiting: 1 });
  });
});
