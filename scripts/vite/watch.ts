import type { InlineConfig } from 'vite';
import { build } from 'vite';

/** A build that goes on with every change of its sources. */
export interface WatchedBuild {
  close(): Promise<void>;
}

/** Builds now, and again with every change; answers after the first build, good or bad. */
export async function watchBuild(
  config: InlineConfig,
  onRebuilt: () => void,
): Promise<WatchedBuild> {
  const watcher = await build({
    ...config,
    logLevel: 'warn',
    build: { ...config.build, watch: {} },
  });
  if (!('on' in watcher)) throw new TypeError('Vite built once instead of watching.');
  let isFirst = true;
  await new Promise<void>((resolve) => {
    watcher.on('event', async (event) => {
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code === 'BUNDLE_END') {
        await event.result.close();
        if (!isFirst) onRebuilt();
      }
      if (event.code === 'END' || event.code === 'ERROR') {
        isFirst = false;
        resolve();
      }
    });
  });
  return { close: () => watcher.close() };
}
