import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readPage } from '../../../main/api/people-page.ts';
import { openDirectoryStore } from '../../../main/store/directory-store.ts';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { everybody } from '../../../preload/rules/everybody.ts';
import { makePerson } from '../../support/people.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { contentsOf, copyFolder, numbered, outboxFiles, reading } from './support/copies.ts';
import { type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const ways = [
  'flip',
  'cut',
  'zero page',
  'other page',
  'garbage',
  'empty',
  'no -wal',
  'old copy',
] as const;

/** Damages a file in one of many ways; `old` holds the files as they were some time before. */
function damage(folder: string, name: string, old: string, random: () => number): string {
  const way = ways[Math.floor(random() * ways.length)] ?? 'flip';
  const file = join(folder, name);
  const bytes = readFileSync(file);
  const at = (): number => Math.floor(random() * bytes.length);
  const page = (): number => Math.floor(at() / 4096) * 4096;
  if (way === 'no -wal') rmSync(`${file}-wal`, { force: true });
  else if (way === 'old copy') {
    const former = join(old, name);
    writeFileSync(file, existsSync(former) ? readFileSync(former) : Buffer.alloc(0));
  } else {
    const start = page();
    if (way === 'flip') {
      for (let flips = 1 + Math.floor(random() * 8); flips > 0; flips -= 1) {
        const place = at();
        bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
    }
    if (way === 'zero page') bytes.fill(0, start, Math.min(start + 4096, bytes.length));
    if (way === 'other page') bytes.copy(bytes, start, page(), page() + 4096);
    if (way === 'garbage')
      for (let i = start; i < start + 512 && i < bytes.length; i += 1)
        bytes[i] = Math.floor(random() * 256);
    const end = way === 'cut' ? at() : way === 'empty' ? 0 : bytes.length;
    writeFileSync(file, bytes.subarray(0, end));
  }
  return way;
}

/** What an outbox with a past leaves on the disk where its process is killed. */
function makeOutbox(folder: string, old: string, random: () => number): string {
  const store = openOutboxStore({ file: join(folder, 'outbox.db'), now: Date.now });
  for (let number = 0; number < 60; number += 1) {
    store.write({ put: [numbered(number % 25, number, random)] });
    if (number % 7 === 6) store.write({ drop: [`change-${Math.floor(random() * 25)}`] });
    if (number === 30) copyFolder(folder, old);
  }
  const contents = contentsOf(store.changes);
  // Before it is closed: what is in the -wal stays there.
  copyFolder(folder, `${folder}-killed`);
  store.close();
  copyFolder(folder, `${folder}-closed`);
  return contents;
}

/** B19: one of the two copies of the outbox is damaged, `rounds` times each; the other has it all. */
export function testDamagedOutbox(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const old = join(folder, 'old');
      const contents = makeOutbox(join(folder, 'made'), old, random);
      const home = join(folder, 'damaged');
      const recoveries = new Map<string, number>();
      for (const name of outboxFiles) {
        for (let round = 0; round < rounds; round += 1) {
          // What SQLite's binding has given up is freed between two tasks only.
          await nextTurn();
          // The -wal is there after a kill only, and with it hardly anything is read from the database.
          const end = name === 'outbox.db' && round % 2 === 0 ? 'closed' : 'killed';
          copyFolder(join(folder, `made-${end}`), home);
          const way = damage(home, name, old, random);
          const what = `${name} ${way}, round ${round}`;
          for (const time of ['first', 'second']) {
            const { recovery, found } = reading(home, (store) => ({
              recovery: store.recovery,
              found: contentsOf(store.changes),
            }));
            if (found !== contents) findings.lost(`${what}, ${time} start, ${recovery}`);
            if (time === 'second' && recovery !== 'none') findings.wrong(`${what}: not healed`);
            if (time === 'first') recoveries.set(recovery, (recoveries.get(recovery) ?? 0) + 1);
          }
        }
      }
      findings.note([...recoveries].map((entry) => entry.join(': ')).join(', '));
    }),
  );
}

/** B19: the cache beside it is damaged `rounds` times: it opens all the same, the outbox untouched. */
export function testDamagedCache(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const old = join(folder, 'old');
      const made = join(folder, 'made');
      const openCache = (home: string) =>
        openDirectoryStore({ file: join(home, 'cache.db'), now: Date.now, readPage });
      const cache = openCache(made);
      const people = Array.from({ length: 300 }, (_, index) => makePerson({ id: `p${index}` }));
      await cache.upsert(people.slice(0, 100), { askedAt: 1, answeredAt: 2 });
      await cache.close();
      const contents = makeOutbox(made, old, random);
      const again = openCache(made);
      await again.upsert(people, { askedAt: 3, answeredAt: 4 });
      copyFolder(made, `${made}-killed`);
      await again.close();
      let rebuilt = 0;
      for (let round = 0; round < rounds; round += 1) {
        await nextTurn();
        const home = join(folder, 'damaged');
        copyFolder(`${made}-killed`, home);
        const way = damage(home, 'cache.db', old, random);
        const name = `${way}, round ${round}`;
        try {
          const opened = openCache(home);
          const { total } = await opened.search({ ...everybody, offset: 0, limit: 1 });
          await opened.upsert([makePerson({ id: 'later' })], { askedAt: 5, answeredAt: 6 });
          if ((await opened.get('later')) === null) findings.wrong(`${name}: takes nobody`);
          if (total !== people.length) rebuilt += 1;
          await opened.close();
        } catch (error) {
          findings.wrong(`${name}: ${String(error)}`);
        }
        const found = reading(home, (store) => [store.recovery, contentsOf(store.changes)]);
        if (found[0] !== 'none' || found[1] !== contents) findings.lost(name);
      }
      findings.note(`${rounds} damaged caches, ${rebuilt} without some of their people`);
    }),
  );
}
