import { parseArgs } from 'node:util';
import { z } from '../../preload/model/zod.ts';
import { Failure } from '../process/failure.ts';

/** The rows that can be measured, in the order of the report. */
export const rowIds = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C11',
  'C12',
  'C13',
  'C16',
  'P500',
  'B15',
] as const;

export type RowId = (typeof rowIds)[number];

/** What the command line asks for. */
export interface BenchArguments {
  readonly people: number;
  readonly rows: ReadonlySet<RowId>;
  /** Where the figures are written as JSON as well. */
  readonly jsonFile: string | null;
  /** Fewer repetitions: for trying the bench itself, not for figures to be quoted. */
  readonly isQuick: boolean;
}

const rowIdsByLowerCase = new Map<string, RowId>(rowIds.map((id) => [id.toLowerCase(), id]));

const peopleSchema = z.coerce.number().int().min(100).max(300_000);

/** Reads `--people N --only C1,C6 --json FILE --quick`; throws a Failure for anything else. */
export function readBenchArguments(args: readonly string[]): BenchArguments {
  const values = readOptions(args);
  const people = peopleSchema.safeParse(values.people ?? 100_000);
  if (!people.success) throw new Failure('--people takes a number from 100 to 300000.');
  return {
    people: people.data,
    rows: new Set(values.only === undefined ? rowIds : values.only.split(',').map(rowIdOf)),
    jsonFile: values.json ?? null,
    isQuick: values.quick ?? false,
  };
}

function rowIdOf(text: string): RowId {
  const id = rowIdsByLowerCase.get(text.trim().toLowerCase());
  if (id === undefined) throw new Failure(`--only takes some of ${rowIds.join(',')}.`);
  return id;
}

function readOptions(
  args: readonly string[],
): Partial<Record<'people' | 'only' | 'json', string>> & { readonly quick?: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        people: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'string' },
        quick: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
}
