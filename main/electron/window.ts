import { BrowserWindow, nativeTheme, screen } from 'electron';
import { rendererOrigin } from './renderer-files.ts';
import { windowPreferences } from './window-preferences.ts';
import type { WindowMemory } from './window-memory.ts';
import { isReachable } from './window-state.ts';

/** Opens the main window where it was last time; it shows itself once there is something to see. */
export function openWindow(options: {
  readonly preloadFile: string;
  readonly isPackaged: boolean;
  readonly devServerUrl: string | null;
  readonly memory: WindowMemory;
}): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const remembered = options.memory.recall();
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
    options.memory.remember({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
  void window.loadURL(options.devServerUrl ?? `${rendererOrigin}/index.html`);
  return window;
}
