import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../services/ports/log.ts';
import { createCrashCount } from './crash-count.ts';

/**
 * Loads the page again when its process is gone: main has everything that was saved, and the drafts.
 * Where it happens again and again, the user decides.
 */
export function recoverPage(window: BrowserWindow, log: Pick<Log, 'warn'>): void {
  const count = createCrashCount(() => performance.now());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.warn('The page crashed');
    if (count.mayReload()) window.webContents.reload();
    else void ask(window);
  });
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'Rollcall’s window keeps crashing',
    detail:
      'Everything that you saved is safe, and what you were typing is kept as a draft. Try again; if that does not help, restart the computer or install the latest Rollcall.',
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else app.quit();
}
