import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import {
  contentsOf,
  type Image,
  imageOf,
  layOut,
  numbered,
  type OutboxFile,
  reading,
} from './support/copies.ts';
import { type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const script = new URL('./process/acknowledging-process.ts', import.meta.url).pathname;

/** B2: between two acknowledgements, both copies are synced; counted by the system, `rounds` times. */
export function testSyncs(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds }) =>
    inScratchFolder((folder) => {
      const log = join(folder, 'calls');
      const calls = ['-f', '-e', 'trace=fsync,fdatasync,write', '-s', '16', '-o', log];
      const run = spawnSync(
        'strace',
        [...calls, process.execPath, script, join(folder, 'outbox.db'), String(rounds)],
        { encoding: 'utf8' },
      );
      if (run.error !== undefined || run.status !== 0) {
        findings.wrong(
          `strace does not work here: ${run.error?.message ?? run.stderr.slice(0, 500)}`,
        );
        return Promise.resolve();
      }
      const lines = readFileSync(log, 'utf8').split('\n');
      let acks = 0;
      let syncs = 0;
      let sinceAck = 0;
      for (const line of lines) {
        if (/(?:fsync|fdatasync)(?:\(\d+\)| resumed>.*\))\s+= 0/.test(line)) {
          syncs += 1;
          sinceAck += 1;
        } else if (line.includes('write(1, "ack')) {
          acks += 1;
          if (sinceAck < 2) findings.lost(`ack ${acks} after ${sinceAck} syncs`);
          sinceAck = 0;
        }
      }
      if (acks !== rounds) findings.wrong(`${acks} acknowledgements seen`);
      findings.note(`${syncs} syncs for ${acks} acknowledgements, never fewer than two for one`);
      return Promise.resolve();
    }),
  );
}

const sectorBytes = 512;
/** Writes of one outbox, before the next one is begun. */
const writesOfLife = 40;

/**
 * B2: the power fails while a write is on its way to the disk. What was synced is there; of what was
 * written since, every sector is there, old, empty or in another's place. `rounds` images.
 */
export function testTornImages(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder((folder) => {
      const random = createSeededRandom(seed);
      const torn = join(folder, 'torn');
      let checkpoints = 0;
      for (let round = 0, life = 0; round < rounds; life += 1) {
        const home = join(folder, `life-${life}`);
        const store = openOutboxStore({
          file: join(home, 'outbox.db'),
          now: Date.now,
          // So that the database itself is written, too.
          onOpened: (database) => database.exec('PRAGMA wal_autocheckpoint = 12'),
        });
        let before = { image: imageOf(home), contents: contentsOf(store.changes) };
        for (let write = 0; write < writesOfLife && round < rounds; write += 1) {
          const id = Math.floor(random() * 12);
          const isKnown = store.changes.some((change) => change.id === `change-${id}`);
          if (isKnown && random() < 0.3) store.write({ drop: [`change-${id}`] });
          else store.write({ put: [numbered(id, write, random)] });
          const after = { image: imageOf(home), contents: contentsOf(store.changes) };
          if (!isSame(before.image, after.image, 'outbox.db')) checkpoints += 1;
          for (let way = 0; way < 3 && round < rounds; way += 1) {
            round += 1;
            layOut(torn, tear(before.image, after.image, random));
            const found = reading(torn, ({ changes, recovery }) => ({ changes, recovery }));
            const contents = contentsOf(found.changes);
            const isBefore = contents === before.contents;
            const name = `round ${round}, write ${write}, recovery ${found.recovery}`;
            if (!isBefore && contents !== after.contents) findings.lost(name);
            if (found.recovery === 'partial') findings.wrong(`${name}: both copies damaged`);
          }
          before = after;
        }
        store.close();
      }
      findings.note(
        `${rounds} images, ${checkpoints} of ${Math.ceil(rounds / 3)} writes with a checkpoint`,
      );
      return Promise.resolve();
    }),
  );
}

function isSame(before: Image, after: Image, name: OutboxFile): boolean {
  return (before.get(name) ?? Buffer.alloc(0)).equals(after.get(name) ?? Buffer.alloc(0));
}

/** One file is on its way; those before it are synced, and those after it not begun. */
function tear(before: Image, after: Image, random: () => number): Image {
  const order: OutboxFile[] = ['outbox.db.journal', 'outbox.db-wal', 'outbox.db'];
  const changed = order.filter((name) => !isSame(before, after, name));
  const tornAt = Math.floor(random() * changed.length);
  const image = new Map(before);
  changed.forEach((name, index) => {
    const old = before.get(name) ?? Buffer.alloc(0);
    const fresh = after.get(name) ?? Buffer.alloc(0);
    if (index < tornAt) image.set(name, fresh);
    if (index === tornAt) image.set(name, tearFile(old, fresh, random));
  });
  return image;
}

function tearFile(old: Buffer, fresh: Buffer, random: () => number): Buffer {
  const shortest = Math.min(old.length, fresh.length);
  const longest = Math.max(old.length, fresh.length);
  const length = shortest + Math.floor(random() * (longest - shortest + 1));
  const bytes = Buffer.alloc(length);
  fresh.copy(bytes);
  const isPlain = random() < 0.3;
  for (let start = 0; start < length; start += sectorBytes) {
    const end = Math.min(start + sectorBytes, length);
    if (isPlain || old.subarray(start, end).equals(fresh.subarray(start, end))) continue;
    const fate = random();
    // Whatever was synced before stays where it was: an append may tear only what is new.
    const from = Math.max(start, Math.min(end, isAppend(old, fresh) ? old.length : start));
    if (fate < 0.3) bytes.fill(0, from, end);
    else if (fate < 0.5) {
      if (from < old.length) old.copy(bytes, from, from, Math.min(end, old.length));
    } else if (fate < 0.7)
      fresh.copy(bytes, from, Math.max(from - sectorBytes, 0), Math.max(end - sectorBytes, 0));
  }
  return bytes;
}

function isAppend(old: Buffer, fresh: Buffer): boolean {
  return fresh.length >= old.length && fresh.subarray(0, old.length).equals(old);
}
