import type { TestProject } from 'vitest/node';
import { buildApp } from '../../../scripts/build-app.ts';
import { resolveElectron } from '../../../scripts/electron/resolve.ts';
import type { Launchable } from '../../../scripts/launch/launchable.ts';
import { makeLaunchable, removeLaunchable } from '../../../scripts/launch/launchable.ts';
import { startVirtualDisplay } from '../../../scripts/process/display.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    launchable: Launchable;
    /** One for each worker; none where the system has its own. */
    displayNames: readonly string[];
  }
}

/**
 * Builds the app once for all end-to-end tests and opens a display for each worker, since apps on one
 * display would share its clipboard and its focus; answers the clean-up.
 */
export default async function prepareApp(project: TestProject): Promise<() => Promise<void>> {
  const electron = await resolveElectron();
  await buildApp();
  const launchable = await makeLaunchable(electron);
  const needed = process.platform === 'linux' ? project.config.maxWorkers : 0;
  const displays = await Promise.all(Array.from({ length: needed }, () => startVirtualDisplay()));
  project.provide('launchable', launchable);
  project.provide(
    'displayNames',
    displays.map(({ name }) => name),
  );
  return async () => {
    for (const display of displays) display.stop();
    await removeLaunchable(launchable);
  };
}
