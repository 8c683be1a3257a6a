import { hash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type App, createApp } from '../../main/app.ts';
import { openDraft } from '../../main/electron/file-draft.ts';
import type { FetchFunction } from '../../main/services/ports/alfresco.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { createSharpImageScaler } from '../../scripts/demo-server/sharp-image-scaler.ts';
import { createFakeSecrets, type FakeSecrets } from './fake-secrets.ts';
import { makeTestFolder } from './folders.ts';

/** The application without Electron, with what it does to its surroundings. */
export interface RunningApp {
  readonly app: App;
  readonly handlers: App['handlers'];
  readonly folder: string;
  readonly secrets: FakeSecrets;
  readonly pushed: [channel: string, payload: unknown][];
  readonly copied: string[];
  /** Files that were saved. */
  readonly saved: string[];
  /** Names and hashes of files that were dragged out. */
  readonly dragged: string[];
  /** Addresses that were handed to other programs. */
  readonly opened: string[];
}

/** Starts the application; started again with folder and secrets, it goes on with what it finds. */
export function startApp(
  options: {
    readonly folder?: string;
    readonly fetch?: FetchFunction;
    readonly secrets?: FakeSecrets;
  } = {},
): RunningApp {
  const { folder = makeTestFolder(), secrets = createFakeSecrets() } = options;
  const pushed: RunningApp['pushed'] = [];
  const copied: string[] = [];
  const saved: string[] = [];
  const dragged: string[] = [];
  const opened: string[] = [];
  const app = createApp({
    userDataFolder: folder,
    fetch: options.fetch ?? fetch,
    secrets,
    clipboard: {
      write: ({ text }) => Promise.resolve(void copied.push(text)),
      writeImage: ({ bytes }) => Promise.resolve(void copied.push(hash('sha256', bytes))),
    },
    fileSaver: {
      save: ({ suggestedName, contents }) =>
        Promise.resolve(
          saved.push(
            contents instanceof Uint8Array
              ? `${suggestedName} ${hash('sha256', contents)}`
              : [...contents].join(''),
          ) > 0,
        ),
      open: ({ suggestedName }) => openDraft(join(folder, suggestedName)),
    },
    fileDragger: {
      drag: ({ name, bytes }) =>
        Promise.resolve(void dragged.push(`${name} ${hash('sha256', bytes)}`)),
    },
    linkOpener: { open: ({ url }) => Promise.resolve(void opened.push(url)) },
    surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
    imageScaler: createSharpImageScaler(),
    versions: { app: '1.2.3', electron: '33.2.1', isPackaged: false },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    send: (channel, payload) => pushed.push([channel, payload]),
  });
  onTestFinished(() => app.close());
  return { app, handlers: app.handlers, folder, secrets, pushed, copied, saved, dragged, opened };
}

/** The beginning of the list. */
export const firstRows = { ...everybody, offset: 0, limit: 50 };

/** Waits until everybody is in the cache. */
export async function filled({ handlers }: RunningApp, total: number): Promise<void> {
  await expect
    .poll(async () => (await handlers.people.window(firstRows)).total, { timeout: 10_000 })
    .toBe(total);
  await expect.poll(async () => (await handlers.refresh.state(null)).phase).toBe('idle');
}
