import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { LaunchedApp, LaunchOptions } from '../../../scripts/launch/launch-app.ts';
import { launchApp as launch } from '../../../scripts/launch/launch-app.ts';
import { inProject } from '../../../scripts/project.ts';
import { displayEnv } from './display-env.ts';

const failuresDir = inProject('out', 'test-failures');

/**
 * Launches the built app for the test that runs, with an empty profile unless one is named, and
 * closes it when the test ends. It has a keychain only on a session bus that the test names: never the
 * developer's own. Of a failed test it leaves a screenshot and the app's output.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const launched = await launch(inject('launchable'), {
    ...options,
    env: {
      ...displayEnv(),
      ...(options.env?.DBUS_SESSION_BUS_ADDRESS === undefined ? { ROLLCALL_NO_KEYCHAIN: '1' } : {}),
      ...options.env,
    },
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepEvidence(task.name, launched);
    await launched.close();
  });
  return launched;
}

async function keepEvidence(testName: string, { window, logs }: LaunchedApp): Promise<void> {
  await mkdir(failuresDir, { recursive: true });
  const path = join(failuresDir, `${testName.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  // The window may be gone, which is then in the logs.
  const isTaken = await window.screenshot({ path, timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  console.error([isTaken ? `Screenshot: ${path}` : 'No screenshot.', ...logs].join('\n'));
}
