import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { NewActivity, OwnPhoto } from '../../../../../main/services/ports/outbox-store.ts';
import { outboxMigration0001 } from '../../../../../main/store/migrations/outbox-0001.ts';
import { checksumOf } from '../../../../../main/store/outbox/checksum.ts';
import { openOutboxStore } from '../../../../../main/store/outbox/outbox-store.ts';
import { makeChange } from '../../../../support/changes.ts';
import { makeTestFolder } from '../../../../support/folders.ts';

const idOf = (no: number): string => no.toString(16).padStart(64, '0');
const jpegOf = (no: number) => ({ id: idOf(no), type: 'image/jpeg' as const });
const photo: OwnPhoto = {
  personId: 'Ada',
  picture: jpegOf(1),
  avatarId: 'a1',
  avatarIdBefore: null,
  isLate: false,
};
const line: NewActivity = {
  changeId: 'c1',
  personId: 'ada',
  displayName: 'Ada Lovelace',
  kind: 'photo',
  outcome: 'applied',
  at: '2026-03-01T08:00:00.000Z',
  userId: 'admin',
  before: {},
  after: {},
  fields: [],
  photo: { before: jpegOf(2), after: jpegOf(1), jobId: null },
  status: 200,
  message: null,
};

function setUp() {
  const file = join(makeTestFolder(), 'outbox.db');
  return { file, open: () => openOutboxStore({ file, now: () => 1000 }) };
}

describe('our own copies', () => {
  it('are remembered from one start to the next, whatever the case of the id', () => {
    const { open } = setUp();
    const before = open();
    before.write({ own: [{ personId: 'Ada', photo }] });
    expect(before.ownPhotoOf('ADA')).toEqual(photo);
    before.close();
    const store = open();
    expect(store.ownPhotoOf('ada')).toEqual(photo);
    expect(store.ownPhotos).toEqual([photo]);
    store.write({ own: [{ personId: 'ada', photo: null }] });
    expect(store.ownPhotoOf('Ada')).toBeNull();
    store.close();
    expect(open().ownPhotos).toEqual([]);
  });

  it('that make no sense are none', () => {
    const { file, open } = setUp();
    const before = open();
    before.write({ own: [{ personId: 'Ada', photo }] });
    before.close();
    const database = new DatabaseSync(file);
    database.exec(`UPDATE own_photos SET body = '{"personId":1}'`);
    database.close();
    expect(open().ownPhotos).toEqual([]);
  });
});

describe('the pictures that the log names', () => {
  it('are known until the last line that names them is gone', () => {
    const { open } = setUp();
    const store = open();
    store.write({ log: [line, { ...line, at: '2026-04-01T08:00:00.000Z', photo: null }] });
    store.write({
      log: [
        {
          ...line,
          at: '2026-05-01T08:00:00.000Z',
          photo: { before: jpegOf(1), after: null, jobId: null },
        },
      ],
    });
    expect([...store.picturesInLog()].toSorted()).toEqual([idOf(1), idOf(2)]);
    store.pruneActivity('2026-04-15T00:00:00.000Z');
    expect([...store.picturesInLog()]).toEqual([idOf(1)]);
    store.pruneActivity('2026-06-01T00:00:00.000Z');
    expect([...store.picturesInLog()]).toEqual([]);
  });
});

describe('an outbox of a Rollcall without photos', () => {
  it('has all that waits, is whole, and takes photos from now on', () => {
    const { file, open } = setUp();
    const { photo: none, ...change } = makeChange({ id: 'c1', mine: { jobTitle: 'Poet' } });
    const { photo: pictures, ...oldLine } = { ...line, kind: 'update' };
    const body = JSON.stringify(change);
    const database = new DatabaseSync(file);
    database.exec(outboxMigration0001);
    database.exec('PRAGMA user_version = 1');
    database.exec("INSERT INTO meta (name, value) VALUES ('generation', 1)");
    database
      .prepare("INSERT INTO changes (id, place, body, checksum) VALUES ('c1', ?, ?, ?)")
      .run(change.place, body, checksumOf(body));
    database
      .prepare(
        "INSERT INTO activity (change_id, person_id, outcome, at, search_text, body) VALUES ('c0', 'ada', 'applied', ?, 'ada', ?)",
      )
      .run(line.at, JSON.stringify(oldLine));
    const entry = { generation: 1, isWhole: true, schema: 1, put: [change], drop: [] };
    const text = JSON.stringify(entry);
    writeFileSync(`${file}.journal`, `${checksumOf(text)} ${text}\n`);
    database.close();

    const store = open();
    expect(store.recovery).toBe('none');
    expect(store.changes).toEqual([makeChange({ id: 'c1', mine: { jobTitle: 'Poet' } })]);
    expect(store.activityOf('c0')).toMatchObject([{ photo: null }]);
    expect([none, pictures]).toEqual([null, line.photo]);
    store.write({ own: [{ personId: 'ada', photo }], log: [line] });
    expect(store.picturesInLog().size).toBe(2);
    store.close();
  });
});
