import { buildApp } from './build-app.ts';
import { resolveElectron } from './electron/resolve.ts';
import { launchApp } from './launch/launch-app.ts';
import type { Launchable } from './launch/launchable.ts';
import { makeLaunchable, removeLaunchable } from './launch/launchable.ts';
import { startVirtualDisplay } from './process/display.ts';
import { Failure, runScript } from './process/failure.ts';
import { inProject } from './project.ts';
import { createGuide } from './tour/guide.ts';
import { takeTour } from './tour/steps.ts';

await runScript(async () => {
  const electron = await resolveElectron();
  await buildApp();
  const launchable = await makeLaunchable(electron);
  // Even beside a real display: a person's screen must not decide what the pictures look like.
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  try {
    await tour(launchable, display === null ? {} : { DISPLAY: display.name });
    return 0;
  } finally {
    display?.stop();
    await removeLaunchable(launchable);
  }
});

async function tour(launchable: Launchable, env: Readonly<Record<string, string>>): Promise<void> {
  const launched = await launchApp(launchable, { env: { ...env, ROLLCALL_NO_KEYCHAIN: '1' } });
  try {
    await takeTour(await createGuide(launched, inProject('out', 'tour')));
    const uncaught = launched.logs.filter((line) => line.startsWith('window: uncaught'));
    if (uncaught.length > 0) throw new Error(uncaught.join('\n'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure([`The tour stopped: ${reason}`, ...launched.logs].join('\n'));
  } finally {
    await launched.close();
  }
}
