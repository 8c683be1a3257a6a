import type { TestProject } from 'vitest/node';
import { buildApp } from '../../../scripts/build-app.ts';
import { resolveElectron } from '../../../scripts/electron/resolve.ts';
import type { Launchable } from '../../../scripts/launch/launchable.ts';
import { makeLaunchable, removeLaunchable } from '../../../scripts/launch/launchable.ts';
import { startVirtualDisplay } from '../../../scripts/process/display.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    launchable: Launchable;
    displayName: string | null;
  }
}

/** Builds the app once for all end-to-end tests and opens a display for it; answers the clean-up. */
export default async function prepareApp(project: TestProject): Promise<() => Promise<void>> {
  const electron = await resolveElectron();
  await buildApp();
  const launchable = await makeLaunchable(electron);
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  project.provide('launchable', launchable);
  project.provide('displayName', display?.name ?? null);
  return async () => {
    display?.stop();
    await removeLaunchable(launchable);
  };
}
