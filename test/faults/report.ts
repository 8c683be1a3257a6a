import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Failure, runScript } from '../../scripts/process/failure.ts';
import type { RowResult } from './outbox/support/row.ts';
import { seedOfRun } from './outbox/support/row.ts';
import { type FaultRow, faultRows } from './rows.ts';

// The entry of `npm run test:faults`: every row of faults, as often as the goals of the project say.
await runScript(async () => {
  const { only, json, isQuick } = readArguments(process.argv.slice(2));
  const seed = seedOfRun();
  const results: Record<string, RowResult & { readonly title: string }> = {};
  console.log(`Seed ${seed}; ROLLCALL_SEED=${seed} replays this run.`);
  for (const row of faultRows.filter(({ id }) => only === null || only.has(id))) {
    const result = await runParts(row, seed, isQuick);
    results[row.id] = { title: row.title, ...result };
    console.log(lineOf(row, result));
    for (const text of result.notes) console.log(`     ${text}`);
    for (const text of result.failures) console.error(`     ${text}`);
    // Minutes of other rows are not to be lost for one that fails, or for whoever stops the run.
    if (json !== null) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  }
  const failed = Object.entries(results).filter(([, { pass }]) => !pass);
  console.log(`${Object.keys(results).length} rows, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
});

interface ReportArguments {
  readonly only: ReadonlySet<string> | null;
  readonly json: string | null;
  readonly isQuick: boolean;
}

function readArguments(args: readonly string[]): ReportArguments {
  const usage = 'Usage: npm run test:faults -- [--json FILE] [--only B1,B2] [--quick]';
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean' } },
    });
    const only = values.only?.split(',').map((id) => id.trim().toUpperCase()) ?? null;
    const unknown = only?.filter((id) => !faultRows.some((row) => row.id === id)) ?? [];
    if (unknown.length > 0) {
      throw new Failure(`No such row: ${unknown.join()}. ${faultRows.map(({ id }) => id).join()}`);
    }
    return {
      only: only === null ? null : new Set(only),
      json: values.json ?? null,
      isQuick: values.quick ?? false,
    };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(usage);
  }
}

async function runParts({ parts }: FaultRow, seed: number, isQuick: boolean): Promise<RowResult> {
  let all: RowResult | null = null;
  for (const { run, rounds, quickRounds } of parts) {
    const count = isQuick ? quickRounds : rounds;
    if (count === 0) continue;
    const result = await run({ rounds: count, seed });
    all = all === null ? result : together(all, result);
  }
  if (all === null) throw new Failure('A row without rounds proves nothing.');
  return all;
}

function together(one: RowResult, other: RowResult): RowResult {
  return {
    rounds: one.rounds + other.rounds,
    seed: one.seed,
    lost: one.lost + other.lost,
    duplicates: one.duplicates + other.duplicates,
    seconds: Math.round((one.seconds + other.seconds) * 1000) / 1000,
    pass: one.pass && other.pass,
    failures: [...one.failures, ...other.failures],
    notes: [...one.notes, ...other.notes],
  };
}

function lineOf({ id, title }: FaultRow, result: RowResult): string {
  const { rounds, lost, duplicates, seconds, pass } = result;
  const counts = `${rounds} rounds, ${lost} lost, ${duplicates} twice, ${seconds} s`;
  return `${id.padEnd(4)} ${pass ? 'passed' : 'FAILED'}  ${title} (${counts})`;
}
