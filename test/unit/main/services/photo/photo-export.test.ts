import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDraft } from '../../../../../main/electron/file-draft.ts';
import type { Clock } from '../../../../../main/services/clock.ts';
import { createAppError } from '../../../../../main/services/errors.ts';
import { createPhotoExport } from '../../../../../main/services/photo/photo-export.ts';
import type { FileSink } from '../../../../../main/services/ports/file-saver.ts';
import type { KeptPicture } from '../../../../../main/services/ports/pictures.ts';
import type { Picked } from '../../../../../preload/model/people-query.ts';
import type { Person } from '../../../../../preload/model/person.ts';
import type { PhotoExport } from '../../../../../preload/model/photo.ts';
import { everybody } from '../../../../../preload/rules/everybody.ts';
import { appErrorOf } from '../../../../support/fake-alfresco.ts';
import { createHastyClock, settled } from '../../../../support/fake-clock.ts';
import { makeTestFolder } from '../../../../support/folders.ts';
import { makePerson } from '../../../../support/people.ts';
import { away, createPhotoRig, jpeg, type PhotoRig } from '../../../../support/photo-rig.ts';
import { readZip } from '../../../../support/read-zip.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');

/** Exports what the rig has, or some of it, to the end. */
async function exported(
  rig: PhotoRig,
  picked: Picked | null = null,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const path = join(makeTestFolder(), 'photos.zip');
  await rig.directory.photoExport.start(await openDraft(path), picked);
  await rig.until(() => rig.directory.photoExport.state.phase !== 'running');
  expect(rig.directory.photoExport.state).toMatchObject({ phase: 'done', message: null });
  return readZip(path);
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('the export of all photos', () => {
  it('has what is shown: what waits and our own copies in full, and the server’s', async () => {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('ben', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    const small = await rig.others.avatars.get('ben');
    await rig.set('alice', red);
    await rig.sent();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    const asked = rig.requests.length;
    const files = await exported(rig);
    expect([...files.keys()]).toEqual(['alice.jpg', 'ben.png']);
    expect(files.get('alice.jpg')).toEqual(red);
    expect(files.get('ben.png')).toEqual(small.kind === 'photo' ? small.bytes : null);
    expect(rig.requests.slice(asked)).toEqual(['GET ben/avatar']);
    expect(rig.directory.photoExport.state).toMatchObject({ written: 2, seen: 5, total: 5 });
  });

  it('does not give our own copy for what somebody else has put in its place', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    await rig.sent();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    expect([...(await exported(rig)).keys()]).toEqual(['alice.png']);
  });

  it('lists those who are missed and why, and has all others, where the server goes away', async () => {
    const rig = await createPhotoRig();
    const missed = (await rig.directory.store.ids()).filter((id) => id !== 'alice').toSorted();
    for (const id of missed) {
      await rig.others.avatars.put(id, { bytes: blue, contentType: 'image/jpeg' });
    }
    await rig.directory.refresh.start();
    await rig.goAway();
    await rig.set('alice', red);
    const files = await exported(rig);
    expect([...files.keys()]).toEqual(['alice.jpg', 'missed.csv']);
    const lines = text(files.get('missed.csv')).trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[0])).toEqual(missed);
    expect(rig.directory.photoExport.state).toMatchObject({ written: 1, missed: 4 });
  });

  it('has nobody but those who are picked, by name or as all but some', async () => {
    const rig = await createPhotoRig();
    for (const id of ['alice', 'ben']) await rig.set(id, red);
    await rig.sent();
    const these = await exported(rig, { mode: 'these', ids: ['ben'] });
    expect([...these.keys()]).toEqual(['ben.jpg']);
    expect(rig.directory.photoExport.state).toMatchObject({ written: 1, seen: 1, total: 1 });
    const others: Picked = { mode: 'all-but', selection: everybody, exceptIds: ['ben'] };
    expect([...(await exported(rig, others)).keys()]).toEqual(['alice.jpg']);
  });

  it('bears a server that stumbles', async () => {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('ben', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    let stumbles = 2;
    rig.intercept = (_request, pass) => (stumbles-- > 0 ? away() : pass());
    expect([...(await exported(rig)).keys()]).toEqual(['ben.png']);
  });

  it('waits for a server that is away once, and not for each of many', async () => {
    const many = Array.from({ length: 50 }, (_, no) => makePerson({ id: `p${no}` }));
    const clock = createHastyClock();
    let reads = 0;
    const { exporting, run } = createBench(
      many,
      () => {
        reads += 1;
        return Promise.reject(createAppError('network', 'Away.', { retryable: true }));
      },
      { clock },
    );
    await run();
    expect(exporting.state).toMatchObject({ phase: 'done', missed: 50 });
    expect(reads).toBe(50 + 4);
    expect(clock.elapsedMs()).toBe(15_000);
  });

  it('leaves nothing behind where the directory is closed meanwhile', async () => {
    const rig = await createPhotoRig();
    const folder = makeTestFolder();
    await rig.others.avatars.put('ben', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    rig.intercept = (request) =>
      new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(new Error('Aborted')));
      });
    await rig.directory.photoExport.start(await openDraft(join(folder, 'a.zip')), null);
    await rig.until(() => rig.requests.includes('GET ben/avatar'));
    await rig.close();
    expect(rig.directory.photoExport.state.phase).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    const draft = await openDraft(join(folder, 'b.zip'));
    const { code, message } = await appErrorOf(rig.directory.photoExport.start(draft, null));
    expect({ code, message }).toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching(/^This server was closed/) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

interface Bench {
  readonly exporting: ReturnType<typeof createPhotoExport>;
  readonly path: string;
  readonly states: PhotoExport[];
  /** Starts, and waits for the end. */
  readonly run: (sink?: FileSink) => Promise<void>;
}

/** Many people without a server. */
function createBench(
  people: readonly Person[],
  read: (person: Person) => Promise<KeptPicture | null>,
  options: { readonly mostBytes?: number; readonly clock?: Clock } = {},
): Bench {
  const path = join(makeTestFolder(), 'photos.zip');
  const states: PhotoExport[] = [];
  const byId = new Map(people.map((person) => [person.id, { person, changedAt: 0 }]));
  const exporting = createPhotoExport({
    store: {
      ids: () => Promise.resolve([...byId.keys()]),
      pick: (picked) =>
        Promise.resolve(
          picked.mode === 'these' ? picked.ids.flatMap((id) => byId.get(id) ?? []) : [],
        ),
    },
    shown: { read },
    clock: createHastyClock(),
    now: () => 0,
    ...options,
  });
  exporting.changed.subscribe((state) => states.push(state));
  return {
    exporting,
    path,
    states,
    run: async (sink) => {
      const ended = new Promise<void>((resolve) => {
        exporting.changed.subscribe(({ phase }) => {
          if (phase !== 'running') resolve();
        });
      });
      await exporting.start(sink ?? (await openDraft(path)), null);
      await ended;
    },
  };
}

interface SlowDisk {
  readonly sink: FileSink;
  readonly takenBytes: number;
  /** The most that it was asked to take in one go. */
  readonly mostBytesAtOnce: number;
  /** Resolves when all has happened that can happen before it takes more. */
  isAsked(): Promise<void>;
  /** Takes what it was asked to. */
  take(): void;
}

/** A disk that takes nothing before the test lets it. */
function createSlowDisk(): SlowDisk {
  const waiting: (() => void)[] = [];
  let takenBytes = 0;
  let mostBytesAtOnce = 0;
  return {
    get takenBytes() {
      return takenBytes;
    },
    get mostBytesAtOnce() {
      return mostBytesAtOnce;
    },
    sink: {
      write: ({ length }) =>
        new Promise((resolve) => {
          mostBytesAtOnce = Math.max(mostBytesAtOnce, length);
          waiting.push(() => {
            takenBytes += length;
            resolve();
          });
        }),
      finish: () => Promise.resolve(),
      discard: () => Promise.resolve(),
    },
    async isAsked() {
      for (let turn = 0; turn < 20; turn += 1) await settled();
    },
    take() {
      for (const go of waiting.splice(0)) go();
    },
  };
}

const hundred = Array.from({ length: 100 }, (_, no) => makePerson({ id: `p${no}` }));
const picture = (bytes: Uint8Array): Promise<KeptPicture> =>
  Promise.resolve({ bytes, type: 'image/jpeg' });

describe('an export', () => {
  it('tells how far it is, from nothing to all', async () => {
    const { states, run } = createBench(hundred, () => picture(red));
    await run();
    expect(states.map(({ seen }) => seen)).toEqual([0, 0, 40, 80, 100, 100]);
    expect(states.at(-1)).toMatchObject({ phase: 'done', written: 100, total: 100, missed: 0 });
  });

  it('that is cancelled leaves nothing, and can be begun again', async () => {
    const { exporting, path, run } = createBench(hundred, () => {
      exporting.cancel();
      return picture(red);
    });
    await run();
    expect(exporting.state.phase).toBe('cancelled');
    expect(existsSync(path)).toBe(false);
    await run();
    expect(exporting.state.phase).toBe('cancelled');
  });

  it('is refused while another one is under way', async () => {
    const { exporting, path, run } = createBench(hundred, () => picture(red));
    const first = run();
    const second = exporting.start(await openDraft(`${path}2`), null);
    expect(await appErrorOf(second)).toMatchObject({ code: 'conflict' });
    await first;
    expect((await readZip(path)).size).toBe(100);
    expect(existsSync(`${path}2.part`)).toBe(false);
  });

  it('fails in words where the disk is full, and leaves nothing', async () => {
    const { exporting, run } = createBench(hundred, () => picture(red));
    let isDiscarded = false;
    const full = (): Promise<never> =>
      Promise.reject(createAppError('storage', 'The disk is full.'));
    await run({
      write: full,
      finish: full,
      discard: () => Promise.resolve(void (isDiscarded = true)),
    });
    expect(exporting.state).toMatchObject({ phase: 'failed', message: 'The disk is full.' });
    expect(isDiscarded).toBe(true);
  });

  it('reads no further than a slow disk takes it: forty photos are in memory at most', async () => {
    const large = new Uint8Array(100_000).fill(7);
    const disk = createSlowDisk();
    let readBytes = 0;
    let mostInMemory = 0;
    const { exporting, run } = createBench(hundred, () => {
      readBytes += large.length;
      mostInMemory = Math.max(mostInMemory, readBytes - disk.takenBytes);
      return picture(large);
    });
    const ended = run(disk.sink);
    await disk.isAsked();
    expect(readBytes).toBe(40 * large.length);
    for (let turn = 0; turn < 200 && exporting.state.phase === 'running'; turn += 1) {
      disk.take();
      await disk.isAsked();
    }
    expect(exporting.state).toMatchObject({ phase: 'done', written: 100 });
    await ended;
    expect(readBytes).toBe(100 * large.length);
    expect(mostInMemory).toBe(40 * large.length);
    // What is handed over is one photo with what stands around it in the file; at the end, its contents.
    expect(disk.mostBytesAtOnce).toBeLessThan(large.length + 700);
  });

  it('lists what does not fit into a zip file', async () => {
    const options = { mostBytes: 10 * (red.length + 700) };
    const { exporting, path, run } = createBench(hundred, () => picture(red), options);
    await run();
    expect(exporting.state).toMatchObject({ phase: 'done', written: 10, missed: 90 });
    const files = await readZip(path);
    expect(files.size).toBe(11);
    expect(text(files.get('missed.csv')).trim().split('\r\n')).toHaveLength(91);
  });

  it('has names that are harmless in a spreadsheet and on any disk', async () => {
    const evil = makePerson({ id: '../=cmd|calc', displayName: '=HYPERLINK("x")' });
    const people = [evil, makePerson({ id: 'Ada' }), makePerson({ id: 'ada' })];
    const { path, run } = createBench(people, ({ id }) =>
      id === 'Ada' || id === 'ada'
        ? picture(red)
        : Promise.reject(createAppError('forbidden', 'The server does not allow it.')),
    );
    await run();
    const files = await readZip(path);
    expect([...files.keys()]).toEqual(['Ada.jpg', 'ada~2.jpg', 'missed.csv']);
    expect(text(files.get('missed.csv'))).toContain(`"'=HYPERLINK(""x"")",The server`);
  });
});
