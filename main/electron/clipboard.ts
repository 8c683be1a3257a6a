import electron, { type NativeImage } from 'electron';
import type { Clipboard } from '../services/ports/clipboard.ts';

/** How Electron's clipboard was written to before it took after the one of the web. */
interface FormerClipboard {
  write(content: { readonly text: string; readonly html?: string }): void;
  writeImage(image: NativeImage): void;
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
    async writeImage({ bytes }) {
      const { clipboard, nativeImage } = electron;
      const image = nativeImage.createFromBuffer(Buffer.from(bytes));
      if (isFormer) {
        (clipboard as unknown as FormerClipboard).writeImage(image);
        return;
      }
      // The web's clipboard takes PNG and nothing else.
      const png = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
      await clipboard.write([new electron.ClipboardItem({ 'image/png': png })]);
    },
  };
}
