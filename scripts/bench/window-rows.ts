import type { CDPSession } from 'playwright';
import type { LaunchedApp } from '../launch/launch-app.ts';
import type { BenchArguments, RowId } from './bench-arguments.ts';
import { atLeast, atMost, check, figureOf, type Row, single } from './figures.ts';
import { mainMemoryMb, recordMessages, watchMainLoop } from './main-probes.ts';
import { installProbes, timeJumps, traceFling, waitForFirstRow } from './page-probes.ts';
import type { PageServer } from './page-server.ts';
import { measureTyping } from './typing-row.ts';
import type { WindowApps } from './window-app.ts';

/** The rows that this file measures. */
export const windowRowIds = ['C3', 'C7', 'C8', 'C10', 'C11'] as const satisfies readonly RowId[];

/** How long a frame lasts. */
export const frameMs = 1000 / 60;

/** What the window does, in the real Electron. */
export async function measureWindow(
  apps: WindowApps,
  server: PageServer,
  { people, rows, isQuick }: BenchArguments,
): Promise<readonly Row[]> {
  const measured: Row[] = [];
  if (rows.has('C3')) measured.push(await measureFirstRows(apps, server, isQuick ? 2 : 7));
  const data = await apps.fill(server);
  if (rows.has('C11')) measured.push(await measureMemory(apps, data));
  if (rows.has('C7')) {
    measured.push(await withWindow(apps, data, (launched) => measureTyping(launched, isQuick)));
  }
  if (rows.has('C8') || rows.has('C10')) {
    measured.push(
      ...(await withWindow(apps, data, (launched) => measureScrolling(launched, people, isQuick))),
    );
  }
  return measured.filter(({ id }) => rows.has(id as RowId));
}

/** Signs in to a server that takes 250 ms a page, with nothing in the cache. */
async function measureFirstRows(apps: WindowApps, server: PageServer, runs: number): Promise<Row> {
  const fromPageMs: number[] = [];
  const mainBusyMs: number[] = [];
  const pageBusyMs: number[] = [];
  await server.setLatency(250);
  for (let run = 0; run < runs; run += 1) {
    const launched = await apps.launch();
    const { app, window } = launched;
    try {
      await window.evaluate(watchLongTasks);
      const readMainLoop = await watchMainLoop(app);
      await server.awaitPage();
      const firstRowAt = window.evaluate(waitForFirstRow);
      await signIn(launched, server);
      const paintedAt = await firstRowAt;
      fromPageMs.push(paintedAt - ((await server.stats()).firstPageAt ?? Number.NaN));
      await untilRefreshed(launched);
      mainBusyMs.push(await readMainLoop());
      pageBusyMs.push(await window.evaluate(readLongestTask));
    } finally {
      await launched.close();
    }
  }
  await server.setLatency(0);
  return {
    id: 'C3',
    title: 'first sign-in, 250 ms a page: rows while the rest is fetched',
    checks: [
      check(figureOf('first page sent to first row painted', 'ms', fromPageMs), atMost(300)),
      check(figureOf('longest stretch of work in main', 'ms', mainBusyMs), atMost(50)),
      check(figureOf('longest stretch of work in the page', 'ms', pageBusyMs), atMost(50)),
    ],
    yardstick: single('a frame', 'ms', frameMs),
    beside: [],
    notes: ['Stretches of work: the longest of each whole refresh, and of those the median.'],
  };
}

/** Signs in by the screen. */
export async function signIn({ window }: LaunchedApp, { address }: PageServer): Promise<void> {
  await window.getByRole('textbox', { name: 'Server address' }).fill(address);
  await window.getByRole('textbox', { name: 'User name' }).fill('admin');
  await window.getByLabel('Password', { exact: true }).fill('admin');
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Waits until everybody is in the cache. */
export async function untilRefreshed({ window }: LaunchedApp): Promise<void> {
  await window.getByRole('grid', { name: 'People' }).waitFor();
  const progress = window.getByRole('progressbar', { name: 'Refreshing people' });
  await progress.waitFor({ state: 'hidden', timeout: 120_000 });
}

function watchLongTasks(): void {
  const tasks: number[] = [];
  Reflect.set(globalThis, 'benchLongTasks', tasks);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

function readLongestTask(): number {
  return Math.max(0, ...(Reflect.get(globalThis, 'benchLongTasks') as number[]));
}

async function measureMemory(apps: WindowApps, data: string): Promise<Row> {
  const empty = await memoryOf(apps, undefined);
  const full = await memoryOf(apps, data);
  return {
    id: 'C11',
    title: 'memory',
    checks: [
      check(single('main, more than without people', 'MB', full.main - empty.main), atMost(40)),
      check(single('main, all', 'MB', full.main), atMost(190)),
      check(single('page, more than without people', 'MB', full.page - empty.page), atMost(10)),
    ],
    yardstick: single('main without people', 'MB', empty.main),
    beside: [single('heap of the page', 'MB', full.page)],
    notes: ['Main: all resident memory. Page: its heap after garbage collection.'],
  };
}

/** Memory a few seconds after the start, with the list shown and the index read. */
export async function memoryOf(
  apps: WindowApps,
  data: string | undefined,
): Promise<{ readonly main: number; readonly page: number }> {
  const launched = await apps.launch(data);
  try {
    const { app, window } = launched;
    if (data !== undefined) await window.evaluate(waitForFirstRow);
    await window.waitForTimeout(8000);
    const cdp: CDPSession = await window.context().newCDPSession(window);
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return { main: await mainMemoryMb(app), page: usedSize / 2 ** 20 };
  } finally {
    await launched.close();
  }
}

async function measureScrolling(
  { app, window }: LaunchedApp,
  people: number,
  isQuick: boolean,
): Promise<Row[]> {
  const durationMs = isQuick ? 3000 : 10_000;
  const still = await window.evaluate(traceFling, { durationMs: 2000, pxPerSecond: 0 });
  const readMessages = await recordMessages(app);
  const startMs = performance.now();
  const fling = await window.evaluate(traceFling, { durationMs, pxPerSecond: 4000 });
  const jumps = await window.evaluate(timeJumps, jumpPlaces(isQuick ? 10 : 40));
  const seconds = (performance.now() - startMs) / 1000;
  const { sizes, mostRows } = await readMessages();
  // A frame is late when it misses its turn, not when the timer is a little off.
  const inTime = fling.frameMs.filter((ms) => ms <= 1.5 * frameMs).length;
  const bytes = sizes.map((message) => message.bytes);
  const lists = sizes.filter(({ channel }) => channel === 'people:window');
  return [
    {
      id: 'C8',
      title: 'scrolling through the whole list',
      checks: [
        check(single('frames in time', '%', (100 * inTime) / fling.frameMs.length), atLeast(95)),
        check(figureOf('longest frame', 'ms', fling.frameMs, 'maximum'), atMost(50)),
        check(figureOf('scrollbar to any place, rows painted', 'ms', jumps, 'p95'), atMost(100)),
        check(single('elements in the page', '', fling.mostNodes), atMost(1500)),
      ],
      yardstick: figureOf('frames without scrolling', 'ms', still.frameMs, 'p95'),
      beside: [
        figureOf('frames of the fling', 'ms', fling.frameMs, 'p95'),
        single('frames with an empty row', '', fling.framesWithBlanks),
      ],
      notes: [`A fling of ${durationMs / 1000} s at 4,000 px/s, then jumps of the scrollbar.`],
    },
    {
      id: 'C10',
      title: 'messages from main to the page while scrolling',
      checks: [
        check(
          figureOf(
            'a list message',
            'KB',
            lists.map((message) => message.bytes / 1024),
            'maximum',
          ),
          atMost(16),
        ),
        check(single('all messages', 'KB/s', sumOf(bytes) / 1024 / seconds), atMost(100)),
        check(single('most people in a message', 'people', mostRows), atMost(200)),
      ],
      yardstick: single('everybody in one message', 'KB', people * rowKb(lists, mostRows)),
      beside: [single('messages', '', sizes.length)],
      notes: ['As they are serialised for the other process.'],
    },
  ];
}

/** All over the list, no two neighbours close to each other. */
function jumpPlaces(count: number): number[] {
  return Array.from({ length: count }, (_, at) => (at * 0.618034) % 1);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A person in the largest of the list messages. */
function rowKb(lists: readonly { readonly bytes: number }[], mostRows: number): number {
  return Math.max(...lists.map(({ bytes }) => bytes)) / 1024 / mostRows;
}

async function withWindow<T>(
  apps: WindowApps,
  data: string,
  work: (launched: LaunchedApp) => Promise<T>,
): Promise<T> {
  const launched = await apps.launch(data);
  try {
    await launched.window.evaluate(waitForFirstRow);
    await launched.window.evaluate(installProbes);
    // The index is read behind the list.
    await launched.window.waitForTimeout(5000);
    return await work(launched);
  } finally {
    await launched.close();
  }
}
