import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { AppError } from '../../../preload/model/app-error.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { contentsOf, numbered, reading } from './support/copies.ts';
import { type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';
import type { FullDiskReport } from './process/full-disk-process.ts';

/** B18: the database may not grow any more, at `rounds` sizes; each edit is safe or refused. */
export function testFullDatabase(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder((folder) => {
      let refusals = 0;
      for (let round = 0; round < rounds; round += 1) {
        const random = createSeededRandom(seed + round);
        const home = join(folder, `full-${round}`);
        const limit = (pages: number) =>
          openOutboxStore({
            file: join(home, 'outbox.db'),
            now: Date.now,
            onOpened: (database) => database.exec(`PRAGMA max_page_count = ${pages}`),
          });
        const store = limit(12 + round);
        let isFull = false;
        for (let number = 0; !isFull && number < 500; number += 1) {
          const before = contentsOf(store.changes);
          try {
            store.write({ put: [numbered(number, round, random)] });
          } catch (error) {
            isFull = true;
            refusals += 1;
            const isClear =
              error instanceof AppError && error.data.message.includes('disk is full');
            if (!isClear) findings.wrong(`round ${round}: ${String(error)}`);
            if (contentsOf(store.changes) !== before) findings.wrong(`round ${round}: half kept`);
          }
        }
        if (!isFull) findings.wrong(`round ${round}: never full`);
        const expected = contentsOf(store.changes);
        store.close();
        const again = limit(5000);
        if (contentsOf(again.changes) !== expected) findings.lost(`round ${round}`);
        if (again.recovery !== 'none') findings.wrong(`round ${round}: ${again.recovery}`);
        again.write({ put: [numbered(1000, round, random)] });
        again.close();
        reading(home, ({ changes }) => {
          if (!changes.some(({ id }) => id === 'change-1000'))
            findings.lost(`round ${round}: after`);
        });
      }
      findings.note(`${refusals} refusals at ${rounds} sizes`);
      return Promise.resolve();
    }),
  );
}

const script = new URL('./process/full-disk-process.ts', import.meta.url).pathname;

/** B18: a disk of 2 MB is full, really; `rounds` times, with less and less on it to begin with. */
export function testFullDisk(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder((folder) => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      const inside = 'mount -t tmpfs -o size=2m tmpfs "$1" && exec "$2" "$3" "$1" "$4" "$5"';
      const run = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', inside, 'sh', disk, process.execPath, script, `${rounds}`, `${seed}`],
        { encoding: 'utf8' },
      );
      if (run.error !== undefined || run.status !== 0) {
        const why = run.error?.message ?? run.stderr.slice(-600);
        findings.wrong(`No small disk of our own on this machine: ${why}`);
        return Promise.resolve();
      }
      const report = JSON.parse(run.stdout) as FullDiskReport;
      for (const what of report.lost) findings.lost(what);
      for (const what of report.wrong) findings.wrong(what);
      findings.note(`${report.refusals} refusals, ${report.openings} openings of a full disk`);
      return Promise.resolve();
    }),
  );
}
