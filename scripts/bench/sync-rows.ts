import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchArguments, RowId } from './bench-arguments.ts';
import { readCacheFile, truncateWal } from './cache-file.ts';
import { atLeast, atMost, check, figureOf, type Row, single } from './figures.ts';
import { createNodeApp, type NodeApp, type RefreshTimes } from './node-app.ts';
import type { PageServer } from './page-server.ts';
import { type FetchLoop, jsApiLoop, rawFetch } from './rival-loops.ts';
import { ratios } from './statistics.ts';

/** The rows that this file measures. */
export const syncRowIds = ['C1', 'C2', 'C4', 'C5', 'C13'] as const satisfies readonly RowId[];

const slowMs = 250;

interface Measured {
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
}

/** What one way of fetching took, round by round. */
class Series {
  readonly #times: RefreshTimes[] = [];

  add(times: RefreshTimes): void {
    this.#times.push(times);
  }

  get measured(): Measured {
    return {
      wallMs: this.#times.map(({ wallMs }) => wallMs),
      cpuMs: this.#times.map(({ cpuMs }) => cpuMs),
    };
  }
}

/** Refreshes of the whole directory: time, work, writes, kindness to the server, and disk. */
export async function measureSync(
  server: PageServer,
  { people, rows, isQuick }: BenchArguments,
): Promise<readonly Row[]> {
  const measured: Row[] = await measureFirstRefresh(server, people);
  await time(rawFetch, server);
  const rounds = isQuick ? 3 : 7;
  if (rows.has('C1') || rows.has('C4')) measured.push(...(await measureSlow(server, rounds)));
  if (rows.has('C2')) measured.push(await measureFast(server, rounds));
  return measured.filter(({ id }) => rows.has(id as RowId));
}

/** The demo server counts, and the cache is as it will be for the user. */
async function measureFirstRefresh(server: PageServer, people: number): Promise<Row[]> {
  // With a latency, so that requests stay open long enough to be counted.
  await server.forget();
  await server.setLatency(20);
  return withFolder(async (folder) => {
    const app = createNodeApp(folder);
    await app.signIn(server.address);
    await app.close();
    await server.setLatency(0);
    const { rowsScanned, mostOpen, requests } = await server.stats();
    const { sizeBytes } = readCacheFile(folder);
    const bestRows = people ** 2 / 2000;
    return [
      {
        id: 'C5',
        title: 'kindness to the server in one refresh',
        checks: [
          check(
            single('rows that the server reads', 'rows', rowsScanned),
            // Small directories pay more for finding out how fast the server is.
            atMost(people >= 100_000 ? 1.04 * bestRows : bestRows + 4 * people),
          ),
          check(single('requests open at once', 'requests', mostOpen), atMost(4)),
        ],
        yardstick: single("with the server's default pages of 100", 'rows', people ** 2 / 200),
        beside: [single('requests, sign-in included', 'requests', requests)],
        notes: ['Nothing is sent while hidden and idle: the tests of the schedule say so.'],
      },
      {
        id: 'C13',
        title: 'disk',
        checks: [
          check(single('bytes a person, with search', 'B', sizeBytes / people), atMost(300)),
          check(
            single('the file', 'MB', sizeBytes / 1e6),
            atMost(Math.max(0.1, (30 * people) / 100_000)),
          ),
        ],
        yardstick: single(
          'a person in the JSON of the server',
          'B',
          await jsonBytes(server, people),
        ),
        beside: [],
        notes: [],
      },
    ];
  });
}

async function measureSlow(server: PageServer, rounds: number): Promise<Row[]> {
  const [raw, full, again, loop] = [new Series(), new Series(), new Series(), new Series()];
  const written: number[] = [];
  const walKb: number[] = [];
  await server.setLatency(slowMs);
  for (let round = 0; round < rounds; round += 1) {
    raw.add(await time(rawFetch, server));
    await withFolder(async (folder) => {
      const app = createNodeApp(folder);
      full.add(await app.signIn(server.address));
      again.add(await refreshAgain(app, folder, written, walKb));
      await app.close();
    });
    if (round < 2) loop.add(await time(jsApiLoop, server));
  }
  await server.setLatency(0);
  const floor = figureOf('raw fetch, four at a time', 'ms', raw.measured.wallMs);
  const loopFigure = figureOf('js-api loop, pages of 1,000', 'ms', loop.measured.wallMs);
  const ours = figureOf('ours', 'ms', full.measured.wallMs);
  return [
    {
      id: 'C1',
      title: `whole directory into an empty cache, ${slowMs} ms a page`,
      checks: [
        check(
          figureOf('ours / raw fetch', 'x', ratios(full.measured.wallMs, raw.measured.wallMs)),
          atMost(1.15),
        ),
        check(
          { ...single('faster than the js-api loop', 'x', loopFigure.p50 / ours.p50) },
          atLeast(3.4),
        ),
      ],
      yardstick: floor,
      beside: [ours, loopFigure],
      notes: [],
    },
    {
      id: 'C4',
      title: `refresh of an unchanged directory, ${slowMs} ms a page`,
      checks: [
        check(
          figureOf('ours / raw fetch', 'x', ratios(again.measured.wallMs, raw.measured.wallMs)),
          atMost(1.1),
        ),
        check(figureOf('people written', 'rows', written, 'maximum'), atMost(0)),
        check(figureOf('growth of the WAL', 'KB', walKb, 'maximum'), atMost(100)),
      ],
      yardstick: floor,
      beside: [figureOf('ours', 'ms', again.measured.wallMs)],
      notes: [],
    },
  ];
}

async function refreshAgain(
  app: NodeApp,
  folder: string,
  written: number[],
  walKb: number[],
): Promise<RefreshTimes> {
  truncateWal(folder);
  const before = readCacheFile(folder);
  const times = await app.refresh();
  const after = readCacheFile(folder);
  written.push(after.changesSince(before));
  walKb.push((after.walBytes - before.walBytes) / 1024);
  return times;
}

async function measureFast(server: PageServer, rounds: number): Promise<Row> {
  const [raw, full, loop] = [new Series(), new Series(), new Series()];
  for (let round = 0; round < rounds; round += 1) {
    raw.add(await time(rawFetch, server));
    await withFolder(async (folder) => {
      const app = createNodeApp(folder);
      full.add(await app.signIn(server.address));
      await app.close();
    });
    loop.add(await time(jsApiLoop, server));
  }
  return {
    id: 'C2',
    title: 'whole directory into an empty cache, no latency',
    checks: [
      check(
        figureOf('CPU, ours / raw fetch', 'x', ratios(full.measured.cpuMs, raw.measured.cpuMs)),
        atMost(3),
      ),
      check(
        figureOf('wall, ours / raw fetch', 'x', ratios(full.measured.wallMs, raw.measured.wallMs)),
        atMost(3),
      ),
    ],
    yardstick: figureOf('CPU, raw fetch', 'ms', raw.measured.cpuMs),
    beside: [
      figureOf('CPU, ours', 'ms', full.measured.cpuMs),
      figureOf('CPU, js-api loop', 'ms', loop.measured.cpuMs),
      figureOf('wall, raw fetch', 'ms', raw.measured.wallMs),
      figureOf('wall, ours', 'ms', full.measured.wallMs),
      figureOf('wall, js-api loop', 'ms', loop.measured.wallMs),
    ],
    notes: [],
  };
}

async function time(loop: FetchLoop, server: PageServer): Promise<RefreshTimes> {
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  await loop(server);
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(startCpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

async function jsonBytes({ baseUrl }: PageServer, people: number): Promise<number> {
  const pageSize = 1000;
  const query = `maxItems=${pageSize}&include=properties,aspectNames,capabilities`;
  const url = `${baseUrl}/api/-default-/public/alfresco/versions/1/people?${query}`;
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
  const body = await (await fetch(url, { headers: { authorization } })).text();
  return Buffer.byteLength(body) / Math.min(pageSize, people);
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
