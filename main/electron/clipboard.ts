import electron from 'electron';
import type { Clipboard } from '../services/ports/clipboard.ts';

/** How Electron's clipboard was written to before it took after the one of the web. */
interface FormerClipboard {
  write(content: { readonly text: string; readonly html?: string }): void;
}

/** The clipboard of the system; main writes it, so that the page needs no permission. */
export function createSystemClipboard(): Clipboard {
  // Rollcall runs on Electrons from before and after the change.
  const isFormer = !Object.hasOwn(electron, 'ClipboardItem');
  return {
    async write(content) {
      const { clipboard } = electron;
      if (isFormer) {
        (clipboard as unknown as FormerClipboard).write(content);
        return;
      }
      const { text, html } = content;
      const parts = { 'text/plain': text, ...(html === undefined ? {} : { 'text/html': html }) };
      await clipboard.write([new electron.ClipboardItem(parts)]);
    },
  };
}
