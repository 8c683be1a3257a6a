import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import { createAppError } from '../services/errors.ts';
import type { FileSaver } from '../services/ports/file-saver.ts';

/** Asks for the place in the system's own dialog. A file is there as a whole, or as it was before. */
export function createFileSaver(): FileSaver {
  return {
    async save({ suggestedName, kind, extension, contents }) {
      const question: SaveDialogOptions = {
        defaultPath: join(app.getPath('documents'), suggestedName),
        filters: [{ name: kind, extensions: [extension] }],
      };
      const window = BrowserWindow.getFocusedWindow();
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(question)
        : dialog.showSaveDialog(window, question));
      if (canceled || filePath === '') return false;
      const draft = `${filePath}.part`;
      try {
        await writeFile(draft, contents, { mode: 0o600 });
        await rename(draft, filePath);
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
        throw createAppError(
          'storage',
          'The file could not be written. Choose another folder, or free some space, and try again.',
          { retryable: true },
        );
      }
      return true;
    },
  };
}
