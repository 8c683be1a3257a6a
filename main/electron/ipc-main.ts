import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Listen, Sender } from '../ipc/serve.ts';

/** The only use of ipcMain: hands each message to the checks of `serve` with its sender. */
export const listenToWindow: Listen = (channel, answer) => {
  ipcMain.handle(channel, (event, payload: unknown) => answer(senderOf(event), payload));
};

function senderOf(event: IpcMainInvokeEvent): Sender {
  // Reading a frame that is being destroyed throws in some versions of Electron.
  try {
    const frame = event.senderFrame;
    return {
      url: frame?.url ?? null,
      isMainFrame: frame !== null && frame.parent === null && frame === event.sender.mainFrame,
    };
  } catch {
    return { url: null, isMainFrame: false };
  }
}
