import {
  copyFileSync,
  mkdirSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../../preload/model/app-error.ts';
import type { Person } from '../../../../preload/model/person.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore, sizeOf } from '../../../support/stores.ts';

const pageBytes = 16_384;
const people: readonly Person[] = Array.from({ length: 150 }, (_, no) =>
  makePerson({
    id: `p${no}`,
    firstName: `First ${no}`,
    description: 'x'.repeat(no * 4),
    properties: { 'papi:lunch': `Dish ${no}` },
  }),
);

type Damage = (file: string, at: number) => void;

/** Ways in which a file goes bad; `at` is a place in it between 0 and 1. */
const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': (file, at) => {
    const bytes = readFileSync(file);
    const place = Math.floor(at * (bytes.length - 1));
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
  },
  'a file cut short': (file, at) => {
    truncateSync(file, Math.floor(at * readFileSync(file).length));
  },
  'a page of zeros': (file, at) => {
    const bytes = readFileSync(file);
    const page = Math.floor((at * bytes.length) / pageBytes);
    writeFileSync(file, bytes.fill(0, page * pageBytes, (page + 1) * pageBytes));
  },
  'a page of noise': (file, at) => {
    const bytes = readFileSync(file);
    const page = Math.floor((at * bytes.length) / pageBytes);
    for (let place = page * pageBytes; place < (page + 1) * pageBytes; place += 1) {
      if (place < bytes.length) bytes[place] = (place * 31 + Math.floor(at * 255)) % 256;
    }
    writeFileSync(file, bytes);
  },
  'a write-ahead log that is gone': (file) => {
    rmSync(`${file}-wal`, { force: true });
  },
  'a write-ahead log of noise': (file, at) => {
    writeFileSync(`${file}-wal`, Buffer.alloc(Math.floor(at * 20_000), 0xa5));
  },
};

it('opens after any damage, and is whole again after a refresh', async () => {
  const folder = makeTestFolder();
  const sound = join(folder, 'sound.db');
  const first = openTestStore({ file: sound, now: () => 0 });
  await first.upsert(people);
  await first.countLenses();
  await first.setRefreshedAt('2026-01-01T00:00:00.000Z');
  await first.close();
  let rebuilds = 0;
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(damages)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (kind, at) => {
        round += 1;
        const file = join(folder, `round-${round}`, 'people.db');
        mkdirSync(dirname(file));
        copyFileSync(sound, file);
        damages[kind]?.(file, at);

        const store = openTestStore({ file, now: () => 1 });
        const look = () => store.search({ ...everybody, offset: 0, limit: 200 });
        await look();
        await store.search({ ...everybody, text: 'dish', offset: 0, limit: 200 });
        for (const { id } of people) await store.get(id);
        // What a refresh does: everybody is written again where they differ.
        await store.upsert(people);
        const { matched } = await store.search({ ...everybody, text: 'dish', offset: 0, limit: 1 });
        expect(await sizeOf(store)).toBeGreaterThanOrEqual(people.length);
        if (store.isRebuilt) {
          rebuilds += 1;
          expect(matched).toBe(people.length);
          expect((await store.get('p7'))?.person).toEqual(people[7]);
          expect(existsSync(`${file}.unusable-1`)).toBe(true);
        }
        await store.close();
        rmSync(join(folder, `round-${round}`), { recursive: true });
      },
    ),
    { numRuns: 500 },
  );
  expect(rebuilds).toBeGreaterThan(50);
}, 120_000);

it('tells of damage that is come across while the store is open', async () => {
  const file = join(makeTestFolder(), 'one', 'people.db');
  const store = openTestStore({ file, now: () => 0 });
  await store.upsert(people);
  await store.setRefreshedAt('2026-01-01T00:00:00.000Z');
  const told: null[] = [];
  store.rebuilt.subscribe((news) => told.push(news));
  const other = new DatabaseSync(file);
  other.exec("UPDATE people SET properties = '{damaged' WHERE id = 'p7'");
  other.close();
  expect((await store.get('p1'))?.person.id).toBe('p1');
  expect(store.isRebuilt).toBe(false);

  expect(await store.get('p7')).toBeNull();
  expect(told).toEqual([null]);
  expect(store.isRebuilt).toBe(true);
  expect(store.refreshedAt).toBeNull();
  expect((await store.search({ ...everybody, offset: 0, limit: 5 })).matched).toBe(0);
  expect((await store.upsert(people)).written).toBe(people.length);
  await store.close();
  await expect(store.get('p1')).rejects.toThrow(AppError);
});

/** What no row may hold, and SQLite gives back all the same where its page is damaged. */
const impossible: Readonly<Record<string, string>> = {
  'no id': 'UPDATE people SET id = NULL WHERE no = 3',
  'no name': 'UPDATE people SET display_name = NULL WHERE no = 3',
  'bytes for a name': "UPDATE people SET display_name = x'00' WHERE no = 3",
  'no text to search': 'UPDATE people SET search_text = NULL WHERE no = 3',
  'a number beyond all people': 'UPDATE people SET no = 4000000000 WHERE no = 3',
  'a number below all people': 'UPDATE people SET no = -1 WHERE no = 3',
};

it.each(Object.entries(impossible))('takes a row with %s for damage', async (_, sql) => {
  const file = join(makeTestFolder(), 'one', 'people.db');
  const store = openTestStore({ file, now: () => 0 });
  await store.upsert(people);
  await store.close();
  const other = new DatabaseSync(file);
  other.enableDefensive(false);
  other.exec(
    `PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL', ''), ' STRICT', '') WHERE name = 'people';
     PRAGMA writable_schema = RESET;`,
  );
  other.exec(sql);
  other.close();

  const again = openTestStore({ file, now: () => 0 });
  await again.search({ ...everybody, offset: 0, limit: 200 });
  await again.get('p2');
  await again.upsert(people);
  expect((await again.search({ ...everybody, offset: 0, limit: 1 })).matched).toBe(people.length);
  expect((await again.get('p2'))?.person).toEqual(people[2]);
  await again.close();
});
