import { BrowserWindow, nativeTheme, screen } from 'electron';
import { rendererOrigin } from './renderer-files.ts';
import { windowPreferences } from './window-preferences.ts';
import { isReachable, type WindowState } from './window-state.ts';

/** Opens the main window where it was last time; it shows itself once there is something to see. */
export function openWindow(options: {
  readonly preloadFile: string;
  readonly isPackaged: boolean;
  readonly devServerUrl: string | null;
  readonly remembered: WindowState | null;
  /** Told where the window is when it closes. */
  readonly onClose: (state: WindowState) => void;
}): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { remembered } = options;
  const place = remembered !== null && isReachable(remembered, screens) ? remembered : null;
  const window = new BrowserWindow({
    ...(place === null ? {} : { x: place.x, y: place.y }),
    width: place?.width ?? 1180,
    height: place?.height ?? 760,
    minWidth: 400,
    minHeight: 480,
    show: false,
    title: 'Rollcall',
    // The page's own background, so that nothing flashes while it loads.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: windowPreferences(options),
  });
  if (place?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    options.onClose({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
  void window.loadURL(options.devServerUrl ?? `${rendererOrigin}/index.html`);
  return window;
}
