import type { App, Session, WebContents } from 'electron';
import { isRendererUrl } from './trusted-sender.ts';

/**
 * Denies what a directory of people never needs: other pages, other windows, webviews and every
 * permission. Applies to all web contents that will ever exist.
 */
export function hardenWebContents(app: App, devServerUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents, devServerUrl);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

function denyNavigation(contents: WebContents, devServerUrl: string | null): void {
  contents.on('will-navigate', (event) => {
    // Vite reloads the page of a developer's window; nothing else may leave it.
    if (devServerUrl === null || !isRendererUrl(event.url, devServerUrl)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || devServerUrl === null) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}

/** Says no to every permission, device and download, on asking and on checking alike. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(() => []);
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Keeps Chromium from fetching a dictionary for its spell checker from Google, which it does for
 * each new session; to be called as soon as there is one. macOS checks spelling by itself.
 */
export function doWithoutDictionaries(session: Session): void {
  session.setSpellCheckerLanguages([]);
}

/** Cuts the page off from the network: it is served by `app://` and needs nothing else. */
export function blockPageRequests(session: Session, devServerUrl: string | null): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const isOwn = /^(app|data|blob|devtools|chrome-extension):/.test(details.url);
    const isDev = devServerUrl !== null && isSameHost(details.url, devServerUrl);
    decide({ cancel: !isOwn && !isDev });
  });
}

function isSameHost(address: string, devServerUrl: string): boolean {
  try {
    return new URL(address).host === new URL(devServerUrl).host;
  } catch {
    return false;
  }
}
