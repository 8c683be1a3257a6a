import { join } from 'node:path';
import { app, BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import type { FileQuestion, FileSaver } from '../services/ports/file-saver.ts';
import { openDraft } from './file-draft.ts';

/** Asks for the place in the system's own dialog. A file is there as a whole, or as it was before. */
export function createFileSaver(): FileSaver {
  return {
    async save({ contents, ...question }) {
      const path = await askForPlace(question);
      if (path === null) return false;
      const draft = await openDraft(path);
      try {
        await draft.write(contents);
        await draft.finish();
        return true;
      } catch (error) {
        await draft.discard();
        throw error;
      }
    },
    async open(question) {
      const path = await askForPlace(question);
      return path === null ? null : openDraft(path);
    },
  };
}

async function askForPlace({
  suggestedName,
  kind,
  extension,
}: FileQuestion): Promise<string | null> {
  const question: SaveDialogOptions = {
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: kind, extensions: [extension] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(question)
    : dialog.showSaveDialog(window, question));
  return canceled || filePath === '' ? null : filePath;
}
