import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewActivity, OutboxStore } from '../../../../../main/services/ports/outbox-store.ts';
import { checksumOf } from '../../../../../main/store/outbox/checksum.ts';
import { openOutboxStore } from '../../../../../main/store/outbox/outbox-store.ts';
import type { Change } from '../../../../../preload/model/change.ts';
import { makeChange } from '../../../../support/changes.ts';
import { makeTestFolder } from '../../../../support/folders.ts';

function setUp(): { file: string; open: () => OutboxStore } {
  const file = join(makeTestFolder(), 'outbox.db');
  const stores: OutboxStore[] = [];
  onTestFinished(() => {
    for (const store of stores) store.close();
  });
  return {
    file,
    open() {
      // As a process that died would leave it: closed without a word, and opened again.
      stores.splice(0).forEach((store) => store.close());
      const store = openOutboxStore({ file, now: () => 1000 });
      stores.push(store);
      return store;
    },
  };
}

function fill(store: OutboxStore, count: number): readonly Change[] {
  for (let no = 1; no <= count; no += 1) {
    store.write({ put: [makeChange({ id: `c${no}`, place: store.nextPlace() })] });
  }
  return store.changes;
}

const line: NewActivity = {
  changeId: 'c1',
  personId: 'ada',
  displayName: 'Ada Lovelace',
  kind: 'update',
  outcome: 'applied',
  at: '2026-03-01T08:00:00.000Z',
  userId: 'admin',
  before: { jobTitle: null },
  after: { jobTitle: 'Ingénieure' },
  fields: [],
  photo: null,
  status: 200,
  message: null,
};

describe('the database of an outbox', () => {
  it('waits for the disk at every commit, and belongs to one process', () => {
    const pragmas: unknown[] = [];
    const file = join(makeTestFolder(), 'outbox.db');
    const onOpened = (database: DatabaseSyncInstance): void => {
      for (const name of ['synchronous', 'locking_mode', 'journal_mode']) {
        const row: unknown = database.prepare(`PRAGMA ${name}`).get();
        pragmas.push(Object.values(Object(row) as Record<string, unknown>)[0]);
      }
    };
    openOutboxStore({ file, now: () => 1000, onOpened }).close();
    expect(pragmas).toEqual([2, 'exclusive', 'wal']);
  });
});

describe('the outbox', () => {
  it('has after a restart what was written before it, in its order', () => {
    const { open } = setUp();
    const store = open();
    fill(store, 3);
    store.write({ put: [makeChange({ id: 'c2', place: 2, state: 'conflict' })], drop: ['c1'] });
    const again = open();
    expect(again.recovery).toBe('none');
    expect(again.changes.map(({ id, state }) => [id, state])).toEqual([
      ['c2', 'conflict'],
      ['c3', 'waiting'],
    ]);
    expect(again.nextPlace()).toBe(4);
  });

  it('keeps both of its copies from other users', () => {
    const { file, open } = setUp();
    fill(open(), 1);
    for (const name of readdirSync(join(file, '..'))) {
      expect(statSync(join(file, '..', name)).mode & 0o077, name).toBe(0);
    }
  });

  it('is not shared by two processes', () => {
    const { file, open } = setUp();
    fill(open(), 1);
    expect(() => openOutboxStore({ file, now: () => 1000 })).toThrow(
      expect.objectContaining({ name: 'AppError' }),
    );
  });

  it('leaves what a newer Rollcall has written untouched', () => {
    const { file, open } = setUp();
    fill(open(), 1);
    open().close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const journal = readFileSync(`${file}.journal`, 'utf8').slice(17);
    const newerJournal = journal.replace('"schema":1', '"schema":99').trimEnd();
    writeFileSync(`${file}.journal`, `${checksumOf(newerJournal)} ${newerJournal}\n`);
    const before = readFileSync(file);
    expect(() => openOutboxStore({ file, now: () => 1000 })).toThrow(
      expect.objectContaining({ name: 'AppError' }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a write for which there is no room, keeps what it has, and works again', () => {
    const { file } = setUp();
    let limit = 0;
    const store = openOutboxStore({
      file,
      now: () => 1000,
      onOpened(database) {
        const { page_count: pages } = database.prepare('PRAGMA page_count').get() as {
          page_count: number;
        };
        limit = pages + 2;
        database.exec(`PRAGMA max_page_count = ${limit}`);
      },
    });
    onTestFinished(() => store.close());
    store.write({ put: [makeChange({ id: 'fits', place: 1 })] });
    const large = makeChange({ id: 'large', place: 2, mine: { description: 'x'.repeat(50_000) } });
    expect(() => store.write({ put: [large] })).toThrow(/disk is full/);
    expect(store.changes.map(({ id }) => id)).toEqual(['fits']);
    store.write({ put: [makeChange({ id: 'small', place: 3 })] });
    store.close();
    const again = openOutboxStore({ file, now: () => 1000 });
    expect(again.changes.map(({ id }) => id)).toEqual(['fits', 'small']);
    expect(again.recovery).toBe('none');
    again.close();
  });

  it('keeps a process’s last write where it died between the two copies', () => {
    const { file, open } = setUp();
    const store = open();
    fill(store, 2);
    store.close();
    copyFileSync(file, `${file}.before`);
    const more = open();
    fill(more, 1);
    more.close();
    copyFileSync(`${file}.before`, file);
    expect(open().changes).toHaveLength(2);
  });
});

describe('an outbox with a damaged copy', () => {
  const damages: Record<string, (bytes: Buffer, at: number) => Buffer> = {
    'a flipped bit': (bytes, at) => {
      const place = at % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
      return bytes;
    },
    'a cut': (bytes, at) => bytes.subarray(0, at % bytes.length),
    'a page of zeros': (bytes, at) =>
      bytes.fill(0, at % bytes.length, Math.min(bytes.length, (at % bytes.length) + 4096)),
    'nothing left': () => Buffer.alloc(0),
  };

  for (const [name, damage] of Object.entries(damages)) {
    for (const ending of ['', '.journal']) {
      it(`loses nothing to ${name} in ${ending === '' ? 'the database' : 'the journal'}`, () => {
        const { file, open } = setUp();
        const all = fill(open(), 12);
        open().close();
        const copies = new Map(['', '.journal'].map((e) => [e, readFileSync(file + e)]));
        fc.assert(
          fc.property(fc.nat(1_000_000), (at) => {
            for (const [e, bytes] of copies) writeFileSync(file + e, bytes);
            for (const e of ['-wal', '-shm']) rmSync(file + e, { force: true });
            writeFileSync(file + ending, damage(Buffer.from(copies.get(ending) ?? []), at));
            expect(open().changes).toEqual(all);
            open().close();
          }),
          { numRuns: 40 },
        );
      });
    }
  }

  it('believes the journal where a backup has put back an old database', () => {
    const { file, open } = setUp();
    fill(open(), 2);
    open().close();
    const old = readFileSync(file);
    const all = fill(open(), 3);
    open().close();
    writeFileSync(file, old);
    const again = open();
    expect(again.changes).toEqual(all);
    expect(again.recovery).toBe('from-copy');
  });

  it('is not taken for a newer one for a flipped bit in its version', () => {
    const { file, open } = setUp();
    const all = fill(open(), 2);
    open().close();
    const flipped = new DatabaseSync(file);
    flipped.exec('PRAGMA user_version = 17');
    flipped.close();
    expect(open().changes).toEqual(all);
  });

  it('keeps a damaged database aside', () => {
    const { file, open } = setUp();
    fill(open(), 2);
    open().close();
    writeFileSync(file, 'this is no database, but somebody may still want to look at it');
    expect(open().recovery).toBe('from-copy');
    expect(existsSync(`${file}.unusable-1000`)).toBe(true);
  });
});

describe('the log of what was sent', () => {
  it('is written with the change that it is about, or not at all', () => {
    const { open } = setUp();
    const store = open();
    store.write({ put: [makeChange({ id: 'c1' })] });
    store.write({ drop: ['c1'], log: [line] });
    expect(open().activityOf('c1')).toEqual([{ ...line, id: 1 }]);
  });

  it('finds words without regard to case and accents, and pages from the newest', () => {
    const { open } = setUp();
    const store = open();
    for (let no = 1; no <= 5; no += 1) store.write({ log: [{ ...line, changeId: `c${no}` }] });
    store.write({ log: [{ ...line, after: { jobTitle: 'Cook' }, outcome: 'refused' }] });
    const query = { text: 'ingenieure', outcome: null, personId: null, before: null, limit: 3 };
    const page = store.activity(query);
    expect(page.lines.map(({ id }) => id)).toEqual([5, 4, 3]);
    expect(page.hasMore).toBe(true);
    expect(store.activity({ ...query, before: 3 }).lines.map(({ id }) => id)).toEqual([2, 1]);
    expect(store.activity({ ...query, text: '', outcome: 'refused' }).lines).toHaveLength(1);
    expect([...store.allActivity()].map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    store.pruneActivity('2026-03-02T00:00:00.000Z');
    expect([...store.allActivity()]).toEqual([]);
  });
});

describe('drafts and locked fields', () => {
  it('survive a restart', () => {
    const { open } = setUp();
    const draft = { personId: 'ada', base: { jobTitle: null }, mine: { jobTitle: 'Engin' } };
    open().keepDraft(draft);
    open().write({ lock: [{ personId: 'ada', fields: ['email', 'lastName'] }] });
    expect(open().draft('ada')).toEqual(draft);
    expect(open().lockedFields('ada').toSorted()).toEqual(['email', 'lastName']);
    open().dropDraft('ada');
    expect(open().draft('ada')).toBeNull();
  });
});
