import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { dragFiles } from '../launch/drag-files.ts';
import type { LaunchedApp } from '../launch/launch-app.ts';
import type { BenchArguments, RowId } from './bench-arguments.ts';
import { atMost, check, figureOf, type Row, single } from './figures.ts';
import { watchMainLoop } from './main-probes.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { timeKeptPhotos } from './kept-photos.ts';
import { makePhotoFolder, type PhotoFolder } from './photo-files.ts';
import { type PhotoTrace, processMemory, watchMemory, watchPhotos } from './photo-probes.ts';
import type { WindowApps } from './window-app.ts';
import { frameMs, signIn, untilRefreshed } from './window-rows.ts';

/** The rows that this file measures. */
export const photoRowIds = ['C12', 'P500'] as const satisfies readonly RowId[];

/** Enough of them have no photo. */
const people = 3000;
const patienceMs = 600_000;

/** What one job did. */
interface JobTrace extends PhotoTrace {
  /** From "Set" until all are safe on this computer. */
  readonly keptMs: number;
  readonly mainBusyMs: number;
  /** The most of memory, more than before the folder came. */
  readonly pageMb: number;
  readonly allMb: number;
}

/** Photos of 12 million pixels that are dropped as a folder and set in one go. */
export async function measurePhotos(
  apps: WindowApps,
  { rows, isQuick }: BenchArguments,
): Promise<readonly Row[]> {
  const measured: Row[] = [];
  if (rows.has('C12')) measured.push(await measureMaking(apps, isQuick ? 20 : 100));
  if (rows.has('P500')) measured.push(await measureJob(apps, isQuick ? 50 : 500));
  return measured;
}

/** Without the server, whose own work on the photos would be in the way. */
async function measureMaking(apps: WindowApps, count: number): Promise<Row> {
  const keptMs = await withPhotos((server) => timeKeptPhotos(apps, server));
  const alone = await withFolder(apps, count / 5, async (launched, server, files) => ({
    job: await runJob(launched, files, { mostAtOnce: 1, beforeSet: () => server.stop() }),
    sharp: await timeSharp(files),
  }));
  const { folder, job } = await withFolder(apps, count, async (launched, server, files) => ({
    folder: files,
    job: await runJob(launched, files, { beforeSet: () => server.stop() }),
  }));
  return {
    id: 'C12',
    title: `${count} photos of 12 million pixels, made in the workers`,
    checks: [
      check(figureOf('a photo, one at a time', 'ms', alone.job.makeMs), atMost(60)),
      check(
        single(`${count} photos, until they are on the disk`, 's', job.keptMs / 1000),
        atMost(4),
      ),
      check(single('longest that the page did nothing else', 'ms', job.longestBusyMs), atMost(16)),
      check(figureOf('a kept small one, after its row', 'ms', keptMs, 'p95'), atMost(frameMs)),
    ],
    yardstick: figureOf('the same by libvips, one at a time on all cores', 'ms', alone.sharp),
    beside: [
      figureOf('a photo, two at a time', 'ms', job.makeMs),
      single('longest task of the page', 'ms', job.longestTaskMs),
      single('longest stretch in main', 'ms', job.mainBusyMs),
    ],
    notes: [
      `Files of ${folder.megabytesEach.toFixed(1)} MB on average; the server is away.`,
      'Two at a time, the page has to wait for a core where there are two.',
    ],
  };
}

async function measureJob(apps: WindowApps, count: number): Promise<Row> {
  const { folder, job, sentMs } = await withFolder(apps, count, async (launched, _, files) => {
    const startMs = performance.now();
    const trace = await runJob(launched, files, { isWholeWatched: true });
    const allSent = launched.window.getByText(`All ${count} photos are at the server`).first();
    await allSent.waitFor({ timeout: patienceMs });
    return { folder: files, job: trace, sentMs: performance.now() - startMs };
  });
  return {
    id: 'P500',
    title: `a folder of ${count} photos of 12 million pixels, dropped, set and sent`,
    checks: [
      check(single('longest task of the page', 'ms', job.longestTaskMs), atMost(50)),
      check(single('page and workers, more than before', 'MB', job.pageMb), atMost(300)),
    ],
    yardstick: single('all decoded at the same time', 'MB', count * 48),
    beside: [
      single('longest of its own scripts in a slow frame', 'ms', job.longestScriptMs),
      single('longest that the page did nothing else', 'ms', job.longestBusyMs),
      single('all processes, more than before', 'MB', job.allMb),
      single('longest stretch in main', 'ms', job.mainBusyMs),
      figureOf('a photo, two at a time', 'ms', job.makeMs),
      single('until they are on the disk', 's', job.keptMs / 1000),
      single('from the drop until the server has them', 's', sentMs / 1000),
    ],
    notes: [
      `Files of ${folder.megabytesEach.toFixed(1)} MB on average; the server runs beside it.`,
    ],
  };
}

async function withFolder<T>(
  apps: WindowApps,
  count: number,
  work: (launched: LaunchedApp, server: PageServer, folder: PhotoFolder) => Promise<T>,
): Promise<T> {
  return await withPhotos(async (server) => {
    const folder = await makePhotoFolder(apps.launchable.workDir, server, count);
    const launched = await apps.launch();
    try {
      await signIn(launched, server);
      await untilRefreshed(launched);
      return await work(launched, server, folder);
    } finally {
      await launched.close();
    }
  });
}

async function withPhotos<T>(work: (server: PageServer) => Promise<T>): Promise<T> {
  const server = await startPageServer(people);
  try {
    return await work(server);
  } finally {
    server.stop();
  }
}

interface JobOptions {
  /** So many photos are made at the same time, or as many as there are workers. */
  readonly mostAtOnce?: number;
  /** Also the dropping of the folder is watched, and the finding of the people. */
  readonly isWholeWatched?: boolean;
  readonly beforeSet?: () => void;
}

/** Drops the folder and sets what is sure, which is all of it. */
async function runJob(
  { app, window }: LaunchedApp,
  { path, files }: PhotoFolder,
  { mostAtOnce = 100, isWholeWatched = false, beforeSet }: JobOptions,
): Promise<JobTrace> {
  const before = await processMemory(app);
  const readMemory = watchMemory(app);
  const watch = (): ReturnType<typeof watchPhotos> => watchPhotos(window, mostAtOnce);
  let readPage = isWholeWatched ? await watch() : null;
  const readMain = await watchMainLoop(app);
  await (await dragFiles(window, [path], window.getByRole('grid', { name: 'People' }))).drop();
  const set = window.getByRole('button', { name: `Set ${files.length} photos` });
  await set.waitFor({ timeout: 60_000 });
  // The thumbnails in sight are drawn meanwhile.
  await window.waitForTimeout(5000);
  beforeSet?.();
  readPage ??= await watch();
  const startMs = performance.now();
  await set.click();
  await window.waitForFunction(isDone, undefined, { timeout: patienceMs, polling: 100 });
  const keptMs = performance.now() - startMs;
  const [most, mainBusyMs, page] = [await readMemory(), await readMain(), await readPage()];
  return {
    ...page,
    keptMs,
    mainBusyMs,
    pageMb: most.page - before.page,
    allMb: most.all - before.all,
  };
}

/** Evaluated in the page, whose frames are measured: a search by role takes longer than one of them. */
function isDone(): boolean {
  return [...document.querySelectorAll('button')].some(({ innerText }) => innerText === 'Done');
}

/** Each picture once by the library behind most servers, for a square of 512 pixels. */
async function timeSharp({ files }: PhotoFolder): Promise<readonly number[]> {
  const times: number[] = [];
  for (const file of files.slice(0, 20)) {
    const bytes = await readFile(file);
    const startMs = performance.now();
    await sharp(bytes).resize(512, 512, { fit: 'cover' }).jpeg({ quality: 90 }).toBuffer();
    times.push(performance.now() - startMs);
  }
  return times;
}
