import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handlers } from '../../preload/contract/define.ts';
import type { RollcallContract } from '../../preload/contract/contract.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import type { BenchArguments } from './bench-arguments.ts';
import { atLeast, atMost, check, type Figure, figureOf, type Row, single } from './figures.ts';
import { usedMemoryMb } from './memory.ts';
import { createNodeApp } from './node-app.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { fetchTexts, oracle, type PersonTexts } from './people-texts.ts';
import { type EngineKind, engineKinds } from './search-engines.ts';

import { typedSearches } from './typing.ts';

/** The calls of the bridge as main answers them. */
type BridgeHandlers = Handlers<RollcallContract>;

/** Search in main, beside the engines that others use. */
export async function measureSearch(
  server: PageServer,
  { people, isQuick }: BenchArguments,
): Promise<Row> {
  const keystrokes = isQuick ? 200 : 1000;
  const everyone = await fetchTexts(server);
  const searches = typedSearches(everyone, keystrokes);
  const judged = sample(searches.flat(), isQuick ? 40 : 100);
  const truth = new Map(judged.map((query) => [query, oracle(everyone, query)]));
  const ours = await withFilledApp(server, (handlers) => measureOurs(handlers, searches, truth));

  const beside: Figure[] = [...ours.beside];
  for (const size of [1000, 10_000].filter((smaller) => smaller < people)) {
    beside.push(await measureSmaller(size, keystrokes));
  }
  for (const kind of engineKinds) beside.push(...measureEngine(kind, everyone, searches, truth));
  return {
    id: 'C6',
    title: 'a typed letter to the first 50 rows in name order and the exact number, in main',
    checks: [
      check(figureOf('p95', 'ms', ours.times, 'p95'), atMost(5)),
      check(figureOf('longest', 'ms', ours.times, 'maximum'), atMost(15)),
      check(figureOf('p95, exact number', 'ms', ours.times, 'p95'), atMost(20)),
      check(ours.recall, atLeast(1)),
      check(ours.precision, atLeast(1)),
    ],
    yardstick: figureOf(
      'a scan of all folded texts for the same',
      'ms',
      timeScans(everyone, searches.flat()),
      'p95',
    ),
    beside,
    notes: [
      'Rows and number come with one answer, so the targets for both are held to the same times.',
      'The rivals answer 50 hits in an order of their own; recall is over all their hits.',
    ],
  };
}

/** Times each letter of the searches, typed one after the other. */
export async function timeTyping(
  handlers: BridgeHandlers,
  searches: readonly (readonly string[])[],
): Promise<readonly { readonly query: string; readonly ms: number }[]> {
  const times: { query: string; ms: number }[] = [];
  for (const query of searches.flat()) {
    const start = performance.now();
    await handlers.people.window({ ...everybody, text: query, offset: 0, limit: 50 });
    times.push({ query, ms: performance.now() - start });
  }
  return times;
}

/** Runs work on an app whose cache holds everybody and whose index is read. */
export async function withFilledApp<T>(
  server: PageServer,
  work: (handlers: BridgeHandlers, memoryMb: number) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  try {
    const filling = createNodeApp(folder);
    await filling.signIn(server.address);
    await filling.close();
    const emptyMb = usedMemoryMb();
    const app = createNodeApp(folder);
    await app.reopen();
    await app.handlers.people.lenses(null);
    const result = await work(app.handlers, usedMemoryMb() - emptyMb);
    await app.close();
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOurs(
  handlers: BridgeHandlers,
  searches: readonly (readonly string[])[],
  truth: ReadonlyMap<string, readonly string[]>,
): Promise<{ times: number[]; recall: Figure; precision: Figure; beside: Figure[] }> {
  await timeTyping(handlers, searches.slice(0, 20));
  const typed = await timeTyping(handlers, searches);
  const times = typed.map(({ ms }) => ms);
  const ofLength = (least: number, most: number): number[] =>
    typed.filter(({ query }) => query.length >= least && query.length <= most).map(({ ms }) => ms);
  const found = new Map<string, readonly string[]>();
  for (const query of truth.keys()) {
    const selection = { ...everybody, text: query };
    found.set(query, await handlers.people.ids({ selection, from: 0, to: 10_000_000 }));
  }
  return {
    times,
    recall: single('hits found, of all', '', shareOf(truth, found)),
    precision: single('hits that are hits', '', shareOf(found, truth)),
    beside: [
      figureOf('one letter', 'ms', ofLength(1, 1), 'p95'),
      figureOf('two letters', 'ms', ofLength(2, 2), 'p95'),
      figureOf('three letters and more', 'ms', ofLength(3, 100), 'p95'),
    ],
  };
}

async function measureSmaller(size: number, keystrokes: number): Promise<Figure> {
  const server = await startPageServer(size);
  try {
    const searches = typedSearches(await fetchTexts(server), keystrokes);
    const typed = await withFilledApp(server, (handlers) => timeTyping(handlers, searches));
    const times = typed.map(({ ms }) => ms);
    return figureOf(`ours at ${size.toLocaleString('en-US')} people`, 'ms', times, 'p95');
  } finally {
    server.stop();
  }
}

function measureEngine(
  kind: EngineKind,
  everyone: readonly PersonTexts[],
  searches: readonly (readonly string[])[],
  truth: ReadonlyMap<string, readonly string[]>,
): Figure[] {
  const emptyMb = usedMemoryMb();
  const start = performance.now();
  const engine = kind.create(everyone);
  const buildMs = performance.now() - start;
  const memoryMb = usedMemoryMb() - emptyMb;
  const times = sample(searches.flat(), kind.mostSearches).map((query) =>
    timeOf(() => engine.search(query)),
  );
  const judged = [...truth.keys()].slice(0, kind.mostSearches);
  const found = new Map(judged.map((query) => [query, engine.findAll(query)]));
  const expected = new Map(judged.map((query) => [query, truth.get(query) ?? []]));
  engine.close?.();
  return [
    figureOf(kind.name, 'ms', times, 'p95'),
    single(`${kind.name}: hits found, of all`, '', shareOf(expected, found)),
    single(`${kind.name}: time to build`, 'ms', buildMs),
    single(`${kind.name}: memory in the heap`, 'MB', memoryMb),
  ];
}

/** The share of the wanted ids that are among those given, over all queries. */
function shareOf(
  wanted: ReadonlyMap<string, readonly string[]>,
  given: ReadonlyMap<string, readonly string[]>,
): number {
  let all = 0;
  let hits = 0;
  for (const [query, ids] of wanted) {
    const others = new Set(given.get(query));
    all += ids.length;
    hits += ids.filter((id) => others.has(id)).length;
  }
  return hits / all;
}

/** The simplest exact search, without an index, an order or a window of rows. */
function timeScans(everyone: readonly PersonTexts[], queries: readonly string[]): number[] {
  return sample(queries, 100).map((query) => timeOf(() => oracle(everyone, query).length));
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** So many items, evenly spread over all. */
function sample<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, at) =>
    items.slice(Math.floor(at * step), Math.floor(at * step) + 1),
  ).flat();
}
