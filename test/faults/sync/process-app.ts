import { type App, createApp, type SendPush } from '../../../main/app.ts';
import { createSharpImageScaler } from '../../../scripts/demo-server/sharp-image-scaler.ts';

/** The application without Electron, in a process of its own, of which only the pushes are seen. */
export function createProcessApp(userDataFolder: string, send: SendPush = () => undefined): App {
  return createApp({
    userDataFolder,
    fetch,
    clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
    fileSaver: { save: () => Promise.resolve(false), open: () => Promise.resolve(null) },
    fileDragger: { drag: () => Promise.resolve() },
    linkOpener: { open: () => Promise.resolve() },
    surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
    imageScaler: createSharpImageScaler(),
    versions: { app: '0', electron: '0', isPackaged: false },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    send,
  });
}
