import type { BenchArguments } from './bench-arguments.ts';
import { atMost, check, figureOf, type Row, single } from './figures.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { fetchTexts } from './people-texts.ts';
import { createNodeApp } from './node-app.ts';
import { timeTyping } from './search-rows.ts';
import { timeStart } from './start-rows.ts';
import { summarize } from './statistics.ts';
import { typedSearches } from './typing.ts';
import { memoryOf } from './window-rows.ts';
import type { WindowApps } from './window-app.ts';

const times = 3;

/** Search, start and memory with three times as many people. */
export async function measureScale(
  apps: WindowApps,
  server: PageServer,
  { people, isQuick }: BenchArguments,
): Promise<Row> {
  const starts = isQuick ? 2 : 7;
  const searches = typedSearches(await fetchTexts(server), isQuick ? 100 : 300);
  const large = await startPageServer(people * times);
  try {
    const small = await measureSize(apps, server, { searches, starts });
    const big = await measureSize(apps, large, { searches, starts });
    return {
      id: 'C16',
      title: `${times} times as many people, by the same with ${people.toLocaleString('en-US')}`,
      checks: [
        check(single('typing in main, p95', 'x', big.typing.p95 / small.typing.p95), atMost(3)),
        check(single('start, p50', 'x', big.start.p50 / small.start.p50), atMost(1.2)),
        check(single('memory of main', 'x', big.memoryMb / small.memoryMb), atMost(2)),
      ],
      yardstick: figureOf('typing in main', 'ms', small.typing.ms, 'p95'),
      beside: [
        figureOf(`typing in main, ${times} times as many`, 'ms', big.typing.ms, 'p95'),
        figureOf('start', 'ms', small.start.ms),
        figureOf(`start, ${times} times as many`, 'ms', big.start.ms),
        single('memory of main', 'MB', small.memoryMb),
        single(`memory of main, ${times} times as many`, 'MB', big.memoryMb),
      ],
      notes: [],
    };
  } finally {
    large.stop();
  }
}

async function measureSize(
  apps: WindowApps,
  server: PageServer,
  { searches, starts }: { readonly searches: readonly string[][]; readonly starts: number },
): Promise<{ typing: Times; start: Times; memoryMb: number }> {
  const data = await apps.fill(server);
  const startMs: number[] = [];
  for (let run = 0; run < starts; run += 1) startMs.push(await timeStart(apps, data));
  const { main } = await memoryOf(apps, data);
  const typingMs = await timeTypingIn(data, searches);
  return {
    typing: { ms: typingMs, ...summarize(typingMs) },
    start: { ms: startMs, ...summarize(startMs) },
    memoryMb: main,
  };
}

async function timeTypingIn(data: string, searches: readonly string[][]): Promise<number[]> {
  const app = createNodeApp(data);
  await app.reopen();
  await timeTyping(app.handlers, searches.slice(0, 10));
  const typed = await timeTyping(app.handlers, searches);
  await app.close();
  return typed.map(({ ms }) => ms);
}

type Times = ReturnType<typeof summarize> & { readonly ms: readonly number[] };
