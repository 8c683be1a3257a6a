import { createServer } from 'vite';
import { resolveElectron } from './electron/resolve.ts';
import { waitForEnd } from './launch/child-end.ts';
import type { PersonalRun } from './launch/personal-run.ts';
import { preparePersonalRun, removePersonalRun, spawnApp } from './launch/personal-run.ts';
import { stageBuild } from './launch/stage-app.ts';
import { requireDisplay } from './process/display.ts';
import { Failure, runScript } from './process/failure.ts';
import type { Flag } from './process/flag.ts';
import { createFlag } from './process/flag.ts';
import { mainConfig } from './vite/main.ts';
import { preloadConfig } from './vite/preload.ts';
import { rendererConfig } from './vite/renderer.ts';
import { watchBuild } from './vite/watch.ts';

await runScript(async () => {
  requireDisplay();
  const electron = await resolveElectron();
  const server = await (await createServer(rendererConfig)).listen();
  const rebuilt = createFlag();
  const builds = await Promise.all(
    [mainConfig, preloadConfig].map((config) => watchBuild(config, () => rebuilt.raise())),
  );
  const personalRun = await preparePersonalRun(electron);
  try {
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Failure('The Vite server has no address.');
    console.log(`The window's page is served from ${url}; main and preload restart the app.`);
    const env = { ...personalRun.env, ROLLCALL_DEV_SERVER_URL: url };
    return await runUntilClosed({ ...personalRun, env }, rebuilt);
  } finally {
    await removePersonalRun(personalRun);
    await Promise.all([server.close(), ...builds.map((build) => build.close())]);
  }
});

/** Runs the app, anew after each rebuild, until the person closes it. */
async function runUntilClosed(personalRun: PersonalRun, rebuilt: Flag): Promise<number> {
  for (;;) {
    const child = spawnApp(personalRun, process.argv.slice(2));
    const end = waitForEnd(child);
    const exitCode = await Promise.race([end, rebuilt.wait()]);
    if (exitCode !== undefined) return exitCode;
    child.kill();
    await end;
    if (personalRun.user !== null) await stageBuild(personalRun.appDir);
  }
}
