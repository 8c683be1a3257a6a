import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, nativeImage } from 'electron';
import { createAppError } from '../services/errors.ts';
import type { FileDragger } from '../services/ports/file-dragger.ts';

/** What is dragged under the pointer; larger ones hide where they are dropped. */
const iconSizePixels = 64;

/**
 * Writes what is dragged into a folder of its own, which nobody else can read: other programs copy
 * the file from there when it is dropped. The folders are removed when Rollcall ends.
 */
export function createFileDragger(): FileDragger & { clear(): Promise<void> } {
  const folders = new Set<string>();

  async function write(name: string, bytes: Uint8Array): Promise<string> {
    try {
      const folder = await mkdtemp(join(app.getPath('temp'), 'rollcall-'));
      folders.add(folder);
      const file = join(folder, name);
      await writeFile(file, bytes, { mode: 0o600 });
      return file;
    } catch {
      throw createAppError(
        'storage',
        'The photo could not be written to drag it out. Free some space and try again.',
        { retryable: true },
      );
    }
  }

  return {
    async drag({ name, bytes }) {
      const file = await write(name, bytes);
      const [window] = BrowserWindow.getAllWindows();
      const icon = nativeImage
        .createFromBuffer(Buffer.from(bytes))
        .resize({ height: iconSizePixels });
      window?.webContents.startDrag({ file, icon });
    },
    async clear() {
      const all = [...folders];
      folders.clear();
      for (const folder of all)
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}
