import type { LaunchedApp } from '../launch/launch-app.ts';
import { installProbes, waitForFirstRow } from './page-probes.ts';
import type { PageServer } from './page-server.ts';
import type { WindowApps } from './window-app.ts';
import { signIn, untilRefreshed } from './window-rows.ts';

/** Parts of the list at which its photos are looked at. */
const places = Array.from({ length: 20 }, (_, at) => at / 20);

/**
 * Times how long after a row its photo is painted, where the photo is on the disk and in no other
 * memory: in an app that has been started again. One figure for each place, in ms.
 */
export async function timeKeptPhotos(
  apps: WindowApps,
  server: PageServer,
): Promise<readonly number[]> {
  const first = await apps.launch();
  try {
    await signIn(first, server);
    await untilRefreshed(first);
    await timePhotos(first);
  } finally {
    await first.close();
  }
  server.stop();
  const again = await apps.launch(first.userDataDir);
  try {
    return await timePhotos(again);
  } finally {
    await again.close();
  }
}

async function timePhotos({ window }: LaunchedApp): Promise<readonly number[]> {
  await window.evaluate(waitForFirstRow);
  await window.evaluate(installProbes);
  return await window.evaluate(timePhotosAt, places);
}

/** Evaluated in the page. */
async function timePhotosAt(parts: readonly number[]): Promise<number[]> {
  const isOpen = (): boolean =>
    [...bench.grid().querySelectorAll('img')].some(({ complete }) => !complete);
  const times: number[] = [];
  for (const part of parts) {
    const rowsAt = await bench.jumpTo(part);
    let photosAt = rowsAt;
    const giveUpAt = rowsAt + 10_000;
    while (isOpen() && photosAt < giveUpAt) photosAt = await bench.painted();
    times.push(photosAt - rowsAt);
  }
  return times;
}
