import { writeFile } from 'node:fs/promises';
import { type BenchArguments, readBenchArguments, type RowId } from './bench/bench-arguments.ts';
import { measureMisses } from './bench/churn-row.ts';
import type { Row } from './bench/figures.ts';
import { currentLoad, describeMachine } from './bench/machine.ts';
import { type PageServer, startPageServer } from './bench/page-server.ts';
import { measurePhotos, photoRowIds } from './bench/photo-rows.ts';
import { machineAsText, rowAsText, rowsAsJson } from './bench/report.ts';
import { measureScale } from './bench/scale-row.ts';
import { measureSearch } from './bench/search-rows.ts';
import { measureStart } from './bench/start-rows.ts';
import { measureSync, syncRowIds } from './bench/sync-rows.ts';
import { prepareWindowApps, type WindowApps } from './bench/window-app.ts';
import { measureWindow, windowRowIds } from './bench/window-rows.ts';
import { runScript } from './process/failure.ts';

/** Rows that are measured together, and what they need. */
interface Group {
  readonly ids: readonly RowId[];
  readonly measure: (tools: Tools, args: BenchArguments) => Promise<readonly Row[]>;
  readonly needsWindow?: true;
}

interface Tools {
  readonly server: PageServer;
  /** The app with its window, for rows that say they need it. */
  readonly apps: () => WindowApps;
}

const groups: readonly Group[] = [
  { ids: syncRowIds, measure: ({ server }, args) => measureSync(server, args) },
  { ids: ['C6'], measure: async ({ server }, args) => [await measureSearch(server, args)] },
  { ids: ['B15'], measure: async (_, args) => [await measureMisses(args)] },
  {
    ids: windowRowIds,
    measure: ({ apps, server }, args) => measureWindow(apps(), server, args),
    needsWindow: true,
  },
  {
    ids: photoRowIds,
    measure: ({ apps }, args) => measurePhotos(apps(), args),
    needsWindow: true,
  },
  {
    ids: ['C9'],
    measure: async ({ apps, server }, args) => [await measureStart(apps(), server, args)],
    needsWindow: true,
  },
  {
    ids: ['C16'],
    measure: async ({ apps, server }, args) => [await measureScale(apps(), server, args)],
    needsWindow: true,
  },
];

await runScript(async () => {
  const args = readBenchArguments(process.argv.slice(2));
  const wanted = groups.filter(({ ids }) => ids.some((id) => args.rows.has(id)));
  const apps = wanted.some(({ needsWindow }) => needsWindow) ? await prepareWindowApps() : null;
  const machine = describeMachine(args.people, apps?.electronVersion ?? null);
  console.log(machineAsText(machine));
  if (args.isQuick) console.log('Quick: few repetitions, not for figures to be quoted.');
  const server = await startPageServer(args.people);
  const measured: (Row & { readonly load: number })[] = [];
  let failures = 0;
  try {
    for (const { ids, measure } of wanted) {
      const load = currentLoad();
      console.log(
        `\n… ${ids.filter((id) => args.rows.has(id)).join(' ')}, load ${load.toFixed(1)}`,
      );
      try {
        const rows = await measure({ server, apps: () => apps ?? noWindow() }, args);
        for (const row of rows) {
          measured.push({ ...row, load });
          console.log(rowAsText(row));
        }
      } catch (error) {
        // Minutes of other rows are not to be lost for it.
        console.error(error);
        failures += 1;
      }
    }
  } finally {
    server.stop();
    await apps?.stop();
    if (args.jsonFile !== null) await writeFile(args.jsonFile, rowsAsJson(measured, machine));
  }
  const missed = measured.filter(({ checks }) => checks.some(({ pass }) => !pass));
  console.log(
    `\n${measured.length - missed.length} of ${measured.length} rows reach their targets.`,
  );
  return failures === 0 ? 0 : 1;
});

function noWindow(): never {
  throw new TypeError('A row that needs a window says so');
}
