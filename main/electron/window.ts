import { BrowserWindow, nativeTheme } from 'electron';
import { rendererOrigin } from './renderer-files.ts';
import { windowPreferences } from './window-preferences.ts';

/** Opens the main window; it shows itself once there is something to see. */
export function openWindow(options: {
  readonly preloadFile: string;
  readonly isPackaged: boolean;
  readonly devServerUrl: string | null;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 760,
    minWidth: 400,
    minHeight: 480,
    show: false,
    title: 'Rollcall',
    // The page's own background, so that nothing flashes while it loads.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: windowPreferences(options),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(options.devServerUrl ?? `${rendererOrigin}/index.html`);
  return window;
}
