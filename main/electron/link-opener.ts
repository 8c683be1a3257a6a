import { BrowserWindow, dialog, type MessageBoxOptions, shell } from 'electron';
import type { LinkOpener } from '../services/ports/link-opener.ts';

const questions = {
  mailto: 'Write an e-mail to this address?',
  tel: 'Call this number?',
} as const;

/** Asks in a window of the system, which no page can answer, and hands over what was agreed to. */
export function createLinkOpener(): LinkOpener {
  return {
    async open({ kind, url, shown }) {
      const question: MessageBoxOptions = {
        type: 'question',
        message: questions[kind],
        detail: shown,
        buttons: ['Open', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      };
      const window = BrowserWindow.getFocusedWindow();
      const { response } = await (window === null
        ? dialog.showMessageBox(question)
        : dialog.showMessageBox(window, question));
      if (response === 0) await shell.openExternal(url);
    },
  };
}
