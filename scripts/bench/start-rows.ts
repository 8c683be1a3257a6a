import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../preload/model/zod.ts';
import { homeEnv, makeHome } from '../launch/app-env.ts';
import type { BenchArguments } from './bench-arguments.ts';
import { atMost, check, figureOf, type Row } from './figures.ts';
import { waitForFirstRow } from './page-probes.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { ratios } from './statistics.ts';
import type { WindowApps } from './window-app.ts';

const pollMs = 5;
const startTimeoutMs = 60_000;
/** A list without anybody paints no row; these few stand for none. */
const nearlyNobody = 4;

/** From the start of the process to the first row painted, out of the cache. */
export async function measureStart(
  apps: WindowApps,
  server: PageServer,
  { isQuick }: BenchArguments,
): Promise<Row> {
  const few = await startPageServer(nearlyNobody);
  const fullData = await apps.fill(server);
  const emptyData = await apps.fill(few);
  const full: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < (isQuick ? 3 : 20); run += 1) {
    empty.push(await timeStart(apps, emptyData));
    full.push(await timeStart(apps, fullData));
  }
  few.stop();
  return {
    id: 'C9',
    title: 'start of the process to the first row painted, everybody in the cache',
    checks: [
      check(figureOf('p95', 'ms', full, 'p95'), atMost(1500)),
      check(figureOf('by the start with nearly nobody', 'x', ratios(full, empty)), atMost(1.2)),
    ],
    yardstick: figureOf('start with nearly nobody', 'ms', empty, 'p95'),
    beside: [],
    notes: [`Nearly nobody: ${nearlyNobody} people, since a list of none paints no row.`],
  };
}

/** Starts the app as a person would, without a driver, and asks the page when it had painted. */
export async function timeStart(apps: WindowApps, userDataDir: string): Promise<number> {
  const { program, appDir, user, workDir } = apps.launchable;
  const homeDir = await mkdtemp(join(workDir, 'home-'));
  await makeHome(homeDir, user);
  const startedAt = Date.now();
  const child = spawn(
    program,
    [
      `--user-data-dir=${userDataDir}`,
      '--remote-debugging-port=0',
      '--disable-dev-shm-usage',
      appDir,
    ],
    {
      cwd: appDir,
      env: { ...homeEnv(process.env, homeDir, user?.name ?? null), ...apps.env },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stderr.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', () => reject(new Error(`The app ended:\n${printed}`)));
    });
    return (await askPage(port)) - startedAt;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}

const targetsSchema = z.array(
  z.object({ url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);
const answerSchema = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) });

/** Asks the first page of the app when its first row was painted. */
async function askPage(port: string): Promise<number> {
  const signal = AbortSignal.timeout(startTimeoutMs);
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal });
    const targets = targetsSchema.parse(await response.json());
    const page = targets.find(({ url }) => url.startsWith('app://'));
    const socketUrl = page?.webSocketDebuggerUrl;
    if (socketUrl !== undefined) {
      const paintedAt = await evaluate(socketUrl, `(${waitForFirstRow.toString()})()`);
      if (paintedAt !== null) return paintedAt;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** What an expression comes to in the page; null where the page gave way to another one. */
function evaluate(url: string, expression: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const timer = setTimeout(() => fail(new Error('No row was painted')), startTimeoutMs);
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      socket.close();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true },
        }),
      );
    socket.onmessage = ({ data }) => {
      const answer = answerSchema.safeParse(JSON.parse(String(data)));
      clearTimeout(timer);
      socket.close();
      resolve(answer.success ? answer.data.result.result.value : null);
    };
  });
}
