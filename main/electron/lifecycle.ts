import type { App, BrowserWindow } from 'electron';

/** Opens the window, and opens or shows it again when the system or a second start asks for it. */
export function runWithOneWindow(app: App, open: () => BrowserWindow): void {
  let window = open();
  app.on('second-instance', () => {
    if (window.isDestroyed()) window = open();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (window.isDestroyed()) window = open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/**
 * Lets the app end only after what runs has been stopped and every file closed. Not before the windows
 * are gone: whoever decides to stay with something unsaved needs all of it.
 */
export function closeBeforeQuit(app: App, close: () => Promise<void>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    isClosed = true;
    // In a task of its own: while Electron is still telling of this quitting, it takes no other.
    void close().finally(() => setImmediate(() => app.quit()));
  });
}
