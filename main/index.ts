import { join } from 'node:path';
import { app, BrowserWindow, powerMonitor, session } from 'electron';
import { contract } from '../preload/contract/contract.ts';
import { createApp, type SendPush } from './app.ts';
import { registerAppScheme, serveAppProtocol } from './electron/app-protocol.ts';
import { createSystemClipboard } from './electron/clipboard.ts';
import { createFileDragger } from './electron/file-dragger.ts';
import { createFileSaver } from './electron/file-saver.ts';
import { listenToWindow } from './electron/ipc-main.ts';
import { closeBeforeQuit, runWithOneWindow } from './electron/lifecycle.ts';
import { createLinkOpener } from './electron/link-opener.ts';
import { createFileLog } from './electron/log.ts';
import { setApplicationMenu } from './electron/menu.ts';
import { createNativeImageScaler } from './electron/native-image-scaler.ts';
import { recoverPage } from './electron/page-recovery.ts';
import {
  blockPageRequests,
  denyPermissions,
  doWithoutDictionaries,
  hardenWebContents,
} from './electron/security.ts';
import { createServerFetch } from './electron/server-fetch.ts';
import { createSurroundings } from './electron/surroundings.ts';
import { createSenderCheck } from './electron/trusted-sender.ts';
import { askBeforeLeaving } from './electron/unsaved-question.ts';
import { openWindowMemory } from './electron/window-memory.ts';
import { openWindow } from './electron/window.ts';
import { serve } from './ipc/serve.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createNoKeychain } from './services/no-keychain.ts';
import { createProxyQuestions } from './services/proxy-questions.ts';

const { isPackaged } = app;
// A developer's Vite server; a packaged app cannot be talked into loading another page.
const devServerUrl = isPackaged ? null : (process.env.ROLLCALL_DEV_SERVER_URL ?? null);
// For tests on a developer's computer, whose own keychain is none of their business.
const hasKeychain = isPackaged || process.env.ROLLCALL_NO_KEYCHAIN !== '1';
const outFolder = join(import.meta.dirname, '..');

app.enableSandbox();
registerAppScheme();
hardenWebContents(app, devServerUrl);

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const send: SendPush = (channel, payload) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, payload);
  };
  const log = createFileLog();
  const proxyQuestions = createProxyQuestions();
  const fileDragger = createFileDragger();
  const rollcall = createApp({
    userDataFolder: app.getPath('userData'),
    fetch: createServerFetch(proxyQuestions),
    proxyQuestions,
    secrets: hasKeychain ? createKeychain() : createNoKeychain(),
    clipboard: createSystemClipboard(),
    fileSaver: createFileSaver(),
    fileDragger,
    linkOpener: createLinkOpener(),
    surroundings: createSurroundings(),
    imageScaler: createNativeImageScaler(),
    versions: { app: app.getVersion(), electron: process.versions.electron, isPackaged },
    log,
    send,
    engineEntry: new URL('directory-engine.js', import.meta.url),
  });
  doWithoutDictionaries(session.defaultSession);
  denyPermissions(session.defaultSession);
  blockPageRequests(session.defaultSession, devServerUrl);
  serveAppProtocol({
    rendererFolder: join(outFolder, 'renderer'),
    readPhoto: (hash) => rollcall.readPhoto(hash),
    readPicture: (id) => rollcall.readPicture(id),
  });
  serve(contract, rollcall.handlers, {
    listen: listenToWindow,
    isTrusted: createSenderCheck(devServerUrl),
    log,
  });
  setApplicationMenu({ appName: app.name, platform: process.platform, isPackaged });

  // The window asks who is signed in, and the answer waits for this.
  void rollcall.reopen().catch(() => log.warn('The last directory could not be opened again'));
  const memory = openWindowMemory(app.getPath('userData'), () =>
    log.warn('The place of the window could not be remembered'),
  );
  const preloadFile = join(outFolder, 'preload/index.cjs');
  runWithOneWindow(app, () => {
    const window = openWindow({ preloadFile, isPackaged, devServerUrl, memory });
    recoverPage(window, log);
    askBeforeLeaving(window);
    return window;
  });
  powerMonitor.on('resume', () => rollcall.wake());
  closeBeforeQuit(app, async () => {
    await Promise.all([rollcall.close(), fileDragger.clear()]);
  });
}
