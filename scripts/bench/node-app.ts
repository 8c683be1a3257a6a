import { createApp, type App } from '../../main/app.ts';
import { demoAdmin } from '../../main/demo/demo-accounts.ts';
import type { RefreshState } from '../../preload/model/refresh.ts';
import { createSharpImageScaler } from '../demo-server/sharp-image-scaler.ts';

/** The application without its window, under Node. */
export interface NodeApp {
  readonly handlers: App['handlers'];
  /** Signs in and waits for the refresh that this starts; answers its times. */
  signIn(address: string): Promise<RefreshTimes>;
  /** Refreshes again and waits for the end. */
  refresh(): Promise<RefreshTimes>;
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A refresh on the clock of `performance.now()`, and the CPU time of this process meanwhile. */
export interface RefreshTimes {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Puts the application together over a user-data folder. */
export function createNodeApp(userDataFolder: string): NodeApp {
  let onProgress: (state: RefreshState) => void = () => undefined;
  const silent = (): void => undefined;
  const app = createApp({
    userDataFolder,
    fetch,
    clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
    fileSaver: { save: () => Promise.resolve(false), open: () => Promise.resolve(null) },
    fileDragger: { drag: () => Promise.resolve() },
    linkOpener: { open: () => Promise.resolve() },
    surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
    imageScaler: createSharpImageScaler(),
    versions: { app: 'bench', electron: 'none', isPackaged: false },
    log: { warn: silent, error: silent, info: silent },
    send(channel, payload) {
      if (channel === 'refresh:progress') onProgress(payload as RefreshState);
    },
  });

  /** Times the next refresh, from its first word to its last. */
  function timeRefresh(): Promise<RefreshTimes> {
    let start: { readonly atMs: number; readonly cpu: NodeJS.CpuUsage } | null = null;
    return new Promise((resolve, reject) => {
      onProgress = ({ phase, error }) => {
        start ??= { atMs: performance.now(), cpu: process.cpuUsage() };
        if (phase === 'running') return;
        onProgress = () => undefined;
        const wallMs = performance.now() - start.atMs;
        const { user, system } = process.cpuUsage(start.cpu);
        if (error === null) resolve({ wallMs, cpuMs: (user + system) / 1000 });
        else reject(new Error(error.message));
      };
    });
  }

  return {
    handlers: app.handlers,
    async signIn(address) {
      const times = timeRefresh();
      times.catch(() => undefined);
      await app.handlers.session.signIn({
        address,
        acceptPlainHttp: false,
        remember: false,
        ...demoAdmin,
      });
      return times;
    },
    async refresh() {
      const times = timeRefresh();
      await app.handlers.refresh.start(null);
      return times;
    },
    reopen: () => app.reopen(),
    close: () => app.close(),
  };
}
