import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readWirePerson } from '../../../../main/api/wire-person.ts';
import type {
  DirectoryStore,
  PeopleMatch,
} from '../../../../main/services/ports/directory-store.ts';
import { cacheMigrations } from '../../../../main/store/migrate.ts';
import { takeTurns } from '../../../../main/store/take-turns.ts';
import { guardStorage } from '../../../../main/store/storage-error.ts';
import { AppError } from '../../../../preload/model/app-error.ts';
import type { PeopleQuery } from '../../../../preload/model/people-query.ts';
import { companyFields, type Person, personTextFields } from '../../../../preload/model/person.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { fold } from '../../../../preload/rules/fold.ts';
import { parseSearch } from '../../../../preload/rules/search-terms.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePageAnswer } from '../../../support/page-answers.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore, sizeOf } from '../../../support/stores.ts';

function open(file: string, onSetAside?: (file: string) => void): DirectoryStore {
  const store = openTestStore({
    file,
    now: () => 1_700_000_000_000,
    ...(onSetAside === undefined ? {} : { onSetAside }),
  });
  onTestFinished(() => store.close());
  return store;
}

function openNew(): { store: DirectoryStore; file: string } {
  const file = join(makeTestFolder(), 'directories', 'one', 'people.db');
  return { store: open(file), file };
}

const find = (store: DirectoryStore, query: Partial<PeopleQuery>): Promise<PeopleMatch> =>
  store.search({ ...everybody, offset: 0, limit: 200, ...query });

const names = async (store: DirectoryStore, text: string): Promise<string[]> => {
  const { people } = await find(store, { text });
  return people.map(({ displayName }) => displayName);
};

describe('the directory store', () => {
  it('gives back every field as it was', async () => {
    const { store } = openNew();
    const person: Person = makePerson({
      id: 'Ada@example.com',
      description: 'First <b>programmer</b>\nof all',
      skypeId: 'ada',
      googleId: 'g',
      instantMessageId: 'im',
      jobTitle: 'Analyst',
      location: 'London',
      mobile: '+44 7700 900123',
      telephone: '1',
      userStatus: 'Here',
      statusUpdatedAt: '2026-01-01T00:00:00.000Z',
      company: {
        organization: 'Engines',
        address1: 'a1',
        address2: 'a2',
        address3: 'a3',
        postcode: 'W1',
        telephone: '2',
        fax: '3',
        email: 'office@example.com',
      },
      enabled: false,
      emailNotificationsEnabled: false,
      avatarId: '1f3c',
      quota: -1,
      quotaUsed: 12,
      aspectNames: ['papi:comms'],
      properties: { 'papi:lunch': 'Soup', 'papi:count': 3, 'papi:list': ['a', null] },
      capabilities: { isAdmin: true, isGuest: false, isMutable: false },
    });
    await store.upsert([person]);
    expect(await store.get('Ada@example.com')).toEqual({ person, changedAt: 1_700_000_000 });
    expect(await store.get('ada@example.com')).toBeNull();
  });

  it('writes what has changed and nothing else', async () => {
    const { store } = openNew();
    const people = ['a', 'b', 'c'].map((id) => makePerson({ id, aspectNames: ['x:1', 'x:2'] }));
    expect((await store.upsert(people)).written).toBe(3);
    expect((await store.upsert(people)).written).toBe(0);
    const reordered = people.map((person) => ({ ...person, aspectNames: ['x:2', 'x:1'] }));
    expect((await store.upsert(reordered)).written).toBe(0);
    const changed = makePerson({ id: 'b', jobTitle: 'Lead', aspectNames: ['x:1', 'x:2'] });
    expect((await store.upsert([...reordered.slice(0, 1), changed])).written).toBe(1);
    expect((await store.get('b'))?.person.jobTitle).toBe('Lead');
    expect(await sizeOf(store)).toBe(3);
  });

  it('takes members in another order for the same, and values in another order for a change', async () => {
    const { store } = openNew();
    const write = async (properties: Person['properties']): Promise<number> =>
      (await store.upsert([makePerson({ id: 'a', properties })])).written;
    expect(await write({ 'x:one': 1, 'x:deep': [{ a: 1, b: [1, 2] }] })).toBe(1);
    expect(await write({ 'x:deep': [{ b: [1, 2], a: 1 }], 'x:one': 1 })).toBe(0);
    expect(await write({ 'x:one': 1, 'x:deep': [{ a: 1, b: [2, 1] }] })).toBe(1);
  });

  it('knows people again whose texts the server spells in ways that SQLite cannot keep', async () => {
    const { store } = openNew();
    const text = 'x\0\ud83d';
    const wire = { id: text, firstName: text, properties: { 'x:note': text } };
    const person = readWirePerson({ ...wire, aspectNames: [text] });
    if (person === null) throw new Error('It should be a person');
    expect((await store.upsert([person])).written).toBe(1);
    expect((await store.upsert([person])).written).toBe(0);
    expect((await store.get(person.id))?.person).toEqual(person);
    expect(await store.ids()).toEqual([person.id]);
  });

  it('notices a change of any field', async () => {
    const { store } = openNew();
    const one = makePerson({ id: 'a' });
    const changes: readonly Partial<Person>[] = [
      ...personTextFields.map((field) => ({ [field]: 'changed' })),
      ...companyFields.map((field) => ({ company: { ...one.company, [field]: 'changed' } })),
      { displayName: 'changed' },
      { statusUpdatedAt: '2026-01-01T00:00:00.000Z' },
      { enabled: false },
      { emailNotificationsEnabled: false },
      { avatarId: 'changed' },
      { quota: 1 },
      { quotaUsed: 1 },
      { aspectNames: ['x:changed'] },
      { properties: { 'x:changed': true } },
      { capabilities: null },
      { capabilities: { isAdmin: true, isGuest: false, isMutable: true } },
    ];
    for (const change of changes) {
      const changed = { ...one, ...change };
      await store.upsert([one]);
      expect((await store.upsert([changed])).written, JSON.stringify(change)).toBe(1);
      expect((await store.get('a'))?.person).toEqual(changed);
    }
  });

  it('keeps people, and the time of the refresh, from one start to the next', async () => {
    const { store, file } = openNew();
    await store.upsert([makePerson({ id: 'a' })]);
    expect(store.refreshedAt).toBeNull();
    await store.setRefreshedAt('2026-01-01T00:00:00.000Z');
    const again = open(file);
    expect((await again.get('a'))?.person.displayName).toBe('Ada Lovelace');
    expect(again.refreshedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(await names(again, '')).toEqual(['Ada Lovelace']);
  });

  it('shows in a list what stands in the person', async () => {
    const { store } = openNew();
    const person = makePerson({
      id: 'ada',
      displayName: 'Ada Lovelace',
      jobTitle: 'Analyst',
      location: 'London',
      email: 'ada@example.com',
      mobile: '1',
      telephone: '2',
      company: { ...makePerson({ id: 'x' }).company, organization: 'Engines' },
      enabled: false,
      avatarId: 'photo-1',
      capabilities: { isAdmin: true, isGuest: false, isMutable: true },
    });
    await store.upsert([person]);
    expect((await find(store, {})).people).toEqual([
      {
        id: 'ada',
        displayName: 'Ada Lovelace',
        jobTitle: 'Analyst',
        organization: 'Engines',
        location: 'London',
        email: 'ada@example.com',
        mobile: '1',
        telephone: '2',
        enabled: false,
        avatarId: 'photo-1',
        capabilities: { isAdmin: true, isGuest: false, isMutable: true },
        changedAt: expect.any(Number) as number,
      },
    ]);
  });

  it('lists in name order in any script, people without a last name included', async () => {
    const { store } = openNew();
    const inOrder = ['Ádám', 'Adele', 'Zoë', 'Ölaf X', 'Room 9', 'Room 10', 'Ирина', '张伟'];
    await store.upsert(
      inOrder.map((name, no) => makePerson({ id: `p${no}`, firstName: name, lastName: null })),
    );
    const collator = new Intl.Collator(undefined, { numeric: true });
    expect(await names(store, '')).toEqual(inOrder.toSorted(collator.compare));
    expect(await names(store, 'room')).toEqual(['Room 9', 'Room 10']);
  });

  it('moves a renamed person to the new place', async () => {
    const { store } = openNew();
    await store.upsert(
      ['B', 'C', 'D'].map((firstName) => makePerson({ id: firstName, firstName })),
    );
    await store.upsert([makePerson({ id: 'D', firstName: 'A' })]);
    expect((await names(store, '')).map((name) => name[0])).toEqual(['A', 'B', 'C']);
  });

  it('searches every field, several words in any order, case and accents folded', async () => {
    const { store } = openNew();
    await store.upsert([
      makePerson({
        id: 'jb',
        firstName: 'José',
        lastName: 'Núñez',
        jobTitle: 'Head of Sales',
        company: { ...makePerson({ id: 'x' }).company, organization: 'Ωmega' },
        properties: { 'papi:lunch': 'Falafel wrap', 'papi:languages': ['Čeština', 'Español'] },
      }),
      makePerson({ id: 'other' }),
    ]);
    for (const text of [
      'nunez jose',
      'SALES head',
      'ωMEGA',
      'falafel',
      'cestina',
      'jb',
      'ñ',
      'os éz',
    ]) {
      expect(await names(store, text), text).toEqual(['José Núñez']);
    }
    expect(await names(store, 'jose lovelace')).toEqual([]);
    expect(await find(store, { text: 'zzz' })).toEqual({
      matched: 0,
      total: 2,
      people: [],
    });
  });

  it('answers hostile searches like an oracle, in pages that fit together', async () => {
    const { store } = openNew();
    const people = Array.from({ length: 120 }, (_, no) =>
      makePerson({
        id: `id-${no}`,
        firstName: `N${no % 7}%_"'*`,
        lastName: no % 2 ? "O'Brien" : '',
      }),
    );
    await store.upsert(people);
    const oracle = (text: string): number => {
      const words = parseSearch(text).map((term) => term.text);
      return people.filter((person) => {
        const fields = [
          person.displayName,
          person.id,
          person.firstName,
          person.lastName,
          person.email,
        ];
        return words.every((word) => fields.some((field) => fold(field ?? '').includes(word)));
      }).length;
    };
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        'n1%_"\'*',
        "o'brien",
        '" OR 1=1 --',
        'NEAR(a b)',
        '^n',
        '-n',
        '\0',
        'n2 brien',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.integer({ min: 1, max: 50 }), async (text, limit) => {
        const { matched } = await find(store, { text, limit });
        expect(matched).toBe(oracle(text));
        const paged: string[] = [];
        for (let offset = 0; offset < matched; offset += limit) {
          const { people: window } = await find(store, { text, offset, limit });
          paged.push(...window.map(({ id }) => id));
        }
        expect(new Set(paged).size).toBe(matched);
      }),
      { numRuns: 5000 },
    );
    // 5,000 searches and their pages: a minute on the slowest of machines.
  }, 90_000);

  it('writes all of a page or, where it cannot be read to its end, nobody', async () => {
    const { store } = openNew();
    const people = Array.from({ length: 250 }, (_, no) => makePerson({ id: `p${no}` }));
    const paging = { skipCount: 0, maxItems: 250, hasMoreItems: false, totalItems: 250 };
    const bad = makePageAnswer([...people.slice(1), makePerson({ id: '' })], paging);
    expect(await appErrorOf(store.addPage(bad, 1))).toMatchObject({ reason: 'bad-answer' });
    expect(await sizeOf(store)).toBe(0);
    expect((await store.addPage(makePageAnswer(people, paging), 2)).written).toBe(250);
    expect((await store.addPage(makePageAnswer(people, paging), 3)).written).toBe(0);
    expect((await find(store, { text: 'p249' })).matched).toBe(1);
  });

  it('works on pages in turn, and answers in between', async () => {
    const { store } = openNew();
    const done: string[] = [];
    const note = (what: string) => () => void done.push(what);
    const pages = ['a', 'b'].map((name) => {
      const people = Array.from({ length: 500 }, (_, no) => makePerson({ id: `${name}${no}` }));
      const paging = { skipCount: 0, maxItems: 500, hasMoreItems: false, totalItems: null };
      return store.addPage(makePageAnswer(people, paging), 1).then(note(name));
    });
    const look = async (): Promise<void> => {
      // After the first piece has been read, and long before the last one is written.
      await takeTurns();
      await find(store, { text: 'ada' });
    };
    await Promise.all([...pages, look().then(note('look'))]);
    expect(done).toEqual(['look', 'a', 'b']);
  });

  it('removes people for good', async () => {
    const { store, file } = openNew();
    await store.upsert([makePerson({ id: 'gone', email: 'needle-in-the-file@example.com' })]);
    await store.remove(['gone', 'never-there']);
    expect(await store.ids()).toEqual([]);
    await store.close();
    for (const name of readdirSync(dirname(file))) {
      expect(readFileSync(join(dirname(file), name)).includes('needle-in-the-file')).toBe(false);
    }
  });

  it('begins with large pages, at whose ends less room is left unused', () => {
    const file = join(makeTestFolder(), 'one', 'people.db');
    const sizes: unknown[] = [];
    const store = openTestStore({
      file,
      now: () => 0,
      onOpened: (database) => sizes.push(database.prepare('PRAGMA page_size').get()),
    });
    onTestFinished(() => store.close());
    expect(sizes).toEqual([{ page_size: 16_384 }]);
  });

  it('keeps folder and files to the user alone', async () => {
    const { store, file } = openNew();
    await store.upsert([makePerson({ id: 'a' })]);
    // Windows has no such modes: there the user's profile folder does it.
    const isWindows = process.platform === 'win32';
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(dirname(file))).toBe(isWindows ? modeOf(dirname(file)) : 0o700);
    const files = readdirSync(dirname(file));
    expect(files).toContain('people.db-wal');
    for (const name of files) {
      const path = join(dirname(file), name);
      expect(modeOf(path), name).toBe(isWindows ? modeOf(path) : 0o600);
    }
  });

  describe('with an unusable file', () => {
    const spoil: Record<string, (file: string) => void> = {
      'text instead of a database': (file) => writeFileSync(file, 'hello'.repeat(1000)),
      'a damaged header': (file) => {
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xff, 0, 64));
      },
      'a database of another program': (file) => {
        writeFileSync(file, '');
        const other = new DatabaseSync(file);
        other.exec('CREATE TABLE people (x)');
        other.close();
      },
      'a database of a newer Rollcall': (file) => {
        const newer = new DatabaseSync(file);
        newer.exec(`PRAGMA user_version = ${cacheMigrations.length + 1}`);
        newer.close();
      },
    };

    it.each(Object.keys(spoil))('sets aside %s and starts afresh', async (kind) => {
      const { store, file } = openNew();
      await store.upsert([makePerson({ id: 'a' })]);
      await store.close();
      spoil[kind]?.(file);
      const before = readFileSync(file);
      const asides: string[] = [];
      const fresh = open(file, (aside) => asides.push(aside));
      expect(await sizeOf(fresh)).toBe(0);
      expect((await fresh.upsert([makePerson({ id: 'b' })])).written).toBe(1);
      expect(asides).toHaveLength(1);
      expect(readFileSync(asides[0] ?? '').equals(before)).toBe(true);
    });
  });

  it('says what to do when the disk is full, and works again when there is room', async () => {
    const file = join(makeTestFolder(), 'one', 'people.db');
    let connection: DatabaseSyncInstance | null = null;
    const store = openTestStore({ file, now: () => 0, onOpened: (it) => (connection = it) });
    onTestFinished(() => store.close());
    const limitPages = (pages: number): void =>
      connection?.exec(`PRAGMA max_page_count = ${pages}`);
    await store.upsert([makePerson({ id: 'first' })]);
    limitPages(20);
    const many = Array.from({ length: 300 }, (_, no) =>
      makePerson({ id: `p${no}`, description: 'x'.repeat(2000) }),
    );
    const data = await appErrorOf(store.upsert(many));
    expect(data).toMatchObject({ code: 'storage', retryable: true });
    expect(data.message).toMatch(/disk is full.*Free some space/);
    expect(await names(store, '')).toEqual(['Ada Lovelace']);
    expect(await store.get('p1')).toBeNull();
    limitPages(1_000_000);
    expect((await store.upsert(many)).written).toBe(300);
    expect((await find(store, {})).matched).toBe(301);
  });

  it('loses nothing wherever the disk becomes full', async () => {
    const many = Array.from({ length: 120 }, (_, no) =>
      makePerson({ id: `p${no}`, description: 'x'.repeat(2500) }),
    );
    for (let position = 0; position < 50; position += 1) {
      const file = join(makeTestFolder(), 'one', 'people.db');
      let connection: DatabaseSyncInstance | null = null;
      const store = openTestStore({ file, now: () => 0, onOpened: (it) => (connection = it) });
      const limitPages = (pages: number): void =>
        connection?.exec(`PRAGMA max_page_count = ${pages}`);
      limitPages(6 + Math.floor(position / 3));
      let written = 0;
      const writeAll = async (): Promise<void> => {
        for (let start = 0; start < many.length; start += 1 + (position % 7)) {
          const batch = many.slice(start, start + 1 + (position % 7));
          await store.upsert(batch);
          written += batch.length;
        }
      };
      expect((await appErrorOf(writeAll())).code).toBe('storage');
      expect(await sizeOf(store)).toBe(written);
      expect((await find(store, {})).matched).toBe(written);
      limitPages(1_000_000);
      await store.upsert(many);
      expect((await find(store, {})).matched).toBe(many.length);
      await store.close();
      const again = openTestStore({ file, now: () => 0 });
      expect((await find(again, { text: 'xxx' })).matched).toBe(many.length);
      await again.close();
    }
  });

  it.each([
    ['EACCES: permission denied, mkdir', /permissions of that folder/, true],
    ['attempt to write a readonly database', /permissions of that folder/, true],
    ['ENOSPC: no space left on device', /Free some space/, true],
    ['database disk image is malformed', /Restart Rollcall/, false],
  ])('explains "%s"', (text, message, retryable) => {
    const { data } = thrownBy(() =>
      guardStorage(() => {
        throw new Error(text);
      }),
    );
    expect(data.code).toBe('storage');
    expect(data.message).toMatch(message);
    expect(data.retryable).toBe(retryable);
  });
});

function thrownBy(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It should have thrown');
}
