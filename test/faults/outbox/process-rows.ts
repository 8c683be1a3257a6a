import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { openCacheDatabase } from '../../../main/store/database.ts';
import { cacheMigrations, migrate, outboxMigrations } from '../../../main/store/migrate.ts';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { AppError } from '../../../preload/model/app-error.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { reading } from './support/copies.ts';
import { type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const scriptOf = (name: string): string => new URL(`./process/${name}`, import.meta.url).pathname;

/** B20: a second process is refused while the first one lives, and finds everything once it is killed. */
export function testTwoProcesses(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const file = join(folder, 'outbox.db');
      let last = 0;
      let refused = 0;
      for (let round = 0; round < rounds; round += 1) {
        const isWriting = round % 5 !== 0;
        const child = spawn(
          process.execPath,
          [scriptOf('holding-process.ts'), file, String(last), isWriting ? 'yes' : 'no'],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        );
        const exited = once(child, 'exit');
        const lines = createInterface({ input: child.stdout });
        const opened = once(lines, 'line');
        lines.on('line', (line) => {
          if (line.startsWith('ack')) last = Number(line.slice(4));
        });
        await opened;
        for (let attempt = 0; attempt < 3; attempt += 1) {
          try {
            openOutboxStore({ file, now: Date.now }).close();
            findings.duplicate(`round ${round}: two at once`);
          } catch (error) {
            refused += 1;
            if (!(error instanceof AppError)) findings.wrong(String(error));
          }
          await wait(random() * 15);
        }
        child.kill('SIGKILL');
        await exited;
        reading(folder, ({ changes, recovery }) => {
          const newest = Math.max(0, ...changes.map(({ mine }) => Number(mine.jobTitle)));
          if (newest < last) findings.lost(`round ${round}: ${newest} of ${last}`);
          if (recovery !== 'none') findings.wrong(`round ${round}: ${recovery}`);
          last = newest;
        });
      }
      findings.note(`${refused} refusals, ${last} writes`);
    }),
  );
}

/** B21: the making of each database is killed at `rounds` places: old or new, and never between. */
export function testKilledMigrations(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds }) =>
    inScratchFolder((folder) => {
      for (const kind of ['outbox', 'cache'] as const) {
        const migrations = kind === 'outbox' ? outboxMigrations : cacheMigrations;
        const schemas = Array.from({ length: migrations.length + 1 }, (_, version) => {
          const fresh = new DatabaseSync(':memory:');
          migrate(fresh, migrations.slice(0, version));
          const schema = schemaOf(fresh);
          fresh.close();
          return schema;
        });
        const places = countStatements(kind, join(folder, `${kind}-whole`));
        let kills = 0;
        for (let round = 0; round < rounds; round += 1) {
          const home = join(folder, `${kind}-${round}`);
          mkdirSync(home);
          const file = join(home, `${kind}.db`);
          const run = runMigration(kind, file, 1 + (round % places));
          if (run.signal === 'SIGKILL') kills += 1;
          const raw = new DatabaseSync(file);
          const { user_version: version } = raw.prepare('PRAGMA user_version').get() as {
            user_version: number;
          };
          if (schemaOf(raw) !== schemas[version]) findings.wrong(`${kind} ${round}: between`);
          raw.close();
          if (kind === 'outbox') openOutboxStore({ file, now: Date.now }).close();
          else {
            const opened = openCacheDatabase(file, Date.now);
            if (opened.setAside !== null) findings.wrong(`${kind} ${round}: set aside`);
            opened.database.close();
          }
        }
        if (kills < rounds) findings.wrong(`${kind}: ${kills} kills only`);
        findings.note(`${kind}: ${kills} kills at ${places} places`);
      }
      return Promise.resolve();
    }),
  );
}

function runMigration(kind: string, file: string, killAt: number) {
  return spawnSync(
    process.execPath,
    [scriptOf('migrating-process.ts'), kind, file, String(killAt)],
    { encoding: 'utf8' },
  );
}

function countStatements(kind: string, home: string): number {
  mkdirSync(home);
  return Number(runMigration(kind, join(home, `${kind}.db`), 0).stdout);
}

function schemaOf(database: DatabaseSyncInstance): string {
  return JSON.stringify(
    database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all(),
  );
}
