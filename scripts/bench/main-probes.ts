import type { ElectronApplication } from 'playwright';

/** What main said to the page. */
export interface Messages {
  /** Bytes of each answer and push, by channel. */
  readonly sizes: readonly { readonly channel: string; readonly bytes: number }[];
  /** The most people that one list message held. */
  readonly mostRows: number;
}

/** Records, from now on, the size of all that main sends to the page. */
export async function recordMessages(app: ElectronApplication): Promise<() => Promise<Messages>> {
  await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const v8 = process.getBuiltinModule('node:v8');
    const record: { sizes: { channel: string; bytes: number }[]; mostRows: number } = {
      sizes: [],
      mostRows: 0,
    };
    Reflect.set(globalThis, 'benchMessages', record);
    const note = (channel: string, value: unknown): void => {
      record.sizes.push({ channel, bytes: v8.serialize(value).byteLength });
      const rows: unknown = Reflect.get(Object(Reflect.get(Object(value), 'value')), 'rows');
      if (Array.isArray(rows)) record.mostRows = Math.max(record.mostRows, rows.length);
    };
    // Electron offers no way to see the answers of ipcMain.handle; this is where it keeps them.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (...args: unknown[]) => unknown
    >;
    for (const [channel, handle] of handlers) {
      handlers.set(channel, async (...args) => {
        const answer = await handle(...args);
        note(channel, answer);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...args: unknown[]) => {
        note(channel, args[0]);
        send(channel, ...args);
      };
    }
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'benchMessages') as Messages);
}

/** Watches how long main is busy at a stretch; answers the longest in milliseconds. */
export async function watchMainLoop(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    Reflect.set(globalThis, 'benchDelay', histogram);
  });
  return () =>
    app.evaluate(() => {
      const histogram = Reflect.get(globalThis, 'benchDelay') as { max: number };
      return histogram.max / 1e6;
    });
}

/** Memory of main in megabytes: all that is resident. */
export async function mainMemoryMb(app: ElectronApplication): Promise<number> {
  return await app.evaluate(() => process.memoryUsage().rss / 2 ** 20);
}
