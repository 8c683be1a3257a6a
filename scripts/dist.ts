import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.ts';
import { resolveElectron } from './electron/resolve.ts';
import { runScript } from './process/failure.ts';
import { run } from './process/run.ts';
import { projectDir } from './project.ts';

const electronBuilder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));

// Parts of an Electron that is there to be developed with.
const neverShipped: ReadonlySet<string> = new Set(['complete.json', 'default_app.asar']);

await runScript(async () => {
  const electron = await resolveElectron();
  await buildApp();
  // electron-builder downloads the `electron` package's version by itself; any other is named.
  if (electron.origin === 'package') return runBuilder([]);
  const electronDist = await mkdtemp(join(tmpdir(), 'rollcall-dist-'));
  try {
    await cp(electron.folder, electronDist, {
      recursive: true,
      filter: (path) => !neverShipped.has(basename(path)),
    });
    return await runBuilder([
      `-c.electronDist=${electronDist}`,
      `-c.electronVersion=${electron.version}`,
    ]);
  } finally {
    await rm(electronDist, { recursive: true, force: true });
  }
});

async function runBuilder(electronArgs: readonly string[]): Promise<number> {
  const args = [electronBuilder, ...electronArgs, '--publish=never', ...process.argv.slice(2)];
  const { exitCode } = await run(process.execPath, args, { cwd: projectDir, output: 'show' });
  return exitCode;
}
