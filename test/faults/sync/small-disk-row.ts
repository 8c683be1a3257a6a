import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '../../../scripts/demo-server/listen.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { type RowOptions, type RowResult, runRow } from '../outbox/support/row.ts';
import { inScratchFolder } from '../outbox/support/scratch-folder.ts';
import type { SmallDiskReport } from './small-disk-process.ts';

const script = new URL('./small-disk-process.ts', import.meta.url).pathname;
const people = 4000;

/**
 * B18: the cache on a disk of 8 MB that is full, really, in the middle of a refresh and at the start,
 * and that is then read-only: said in words, with nothing lost, and all right again after that.
 */
export function testSmallDisk(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds }) =>
    inScratchFolder(async (folder) => {
      const demo = createTestDemo({ fixture: 'demo', people });
      const server = await listen({ port: 0, fetch: (request) => demo.fetch(request) });
      try {
        for (let round = 0; round < rounds; round += 1) {
          const disk = join(folder, `disk-${round}`);
          mkdirSync(disk);
          const { wrong, notes } = await runOnDisk(disk, server.url);
          for (const what of wrong) findings.wrong(`round ${round}: ${what}`);
          if (round === 0) for (const what of notes) findings.note(what);
        }
      } finally {
        await server.close();
      }
    }),
  );
}

/** Mounts a small disk that nobody else sees, as root or as what looks like it to the process. */
async function runOnDisk(disk: string, address: string): Promise<SmallDiskReport> {
  const inside = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$2" "$3" "$1" "$4" "$5"';
  const child = spawn(
    'unshare',
    ['-rm', 'sh', '-c', inside, 'sh', disk, process.execPath, script, address, `${people}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'close') as Promise<[number | null]>;
  const [out, why, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (status === 0) return JSON.parse(out) as SmallDiskReport;
  return { wrong: [`It ended with ${status}: ${why.slice(-600)}`], notes: [] };
}
