import { buildApp } from './build-app.ts';
import { resolveElectron } from './electron/resolve.ts';
import { waitForEnd } from './launch/child-end.ts';
import { preparePersonalRun, removePersonalRun, spawnApp } from './launch/personal-run.ts';
import { requireDisplay } from './process/display.ts';
import { runScript } from './process/failure.ts';

await runScript(async () => {
  requireDisplay();
  const electron = await resolveElectron();
  await buildApp();
  const personalRun = await preparePersonalRun(electron);
  try {
    return await waitForEnd(spawnApp(personalRun, process.argv.slice(2)));
  } finally {
    await removePersonalRun(personalRun);
  }
});
