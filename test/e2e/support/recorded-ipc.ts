import type { ElectronApplication } from 'playwright';

/** A message between window and main. */
export interface RecordedMessage {
  readonly direction: 'to main' | 'to window';
  readonly channel: string;
  readonly text: string;
}

/** From now on main keeps a copy of every message between it and its window. */
export async function recordIpc(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    type Handler = (event: unknown, ...args: unknown[]) => unknown;
    const recorded: RecordedMessage[] = [];
    const note = (
      direction: RecordedMessage['direction'],
      channel: string,
      payload: unknown,
    ): void => void recorded.push({ direction, channel, text: JSON.stringify(payload) });
    Reflect.set(globalThis, 'recordedIpc', recorded);
    // Electron keeps its handlers there; replacing them by name needs no hook in the app.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
    for (const [channel, handle] of handlers) {
      handlers.set(channel, async (event, ...args) => {
        note('to main', channel, args);
        const answer = await handle(event, ...args);
        note('to window', channel, answer);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...args: unknown[]) => {
        note('to window', channel, args);
        send(channel, ...args);
      };
    }
  });
}

/** What has been said since `recordIpc`. */
export function recordedIpc(app: ElectronApplication): Promise<RecordedMessage[]> {
  return app.evaluate(() => Reflect.get(globalThis, 'recordedIpc') as RecordedMessage[]);
}
