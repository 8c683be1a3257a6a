import { parseArgs } from 'node:util';
import { demoSettingsSchema, type DemoSettingsInput } from '../../main/demo/settings.ts';
import { z } from '../../preload/model/zod.ts';

/** What the command line asks for. */
export interface DemoArguments {
  readonly port: number;
  readonly settings: DemoSettingsInput;
}

/** Thrown for a command line that makes no sense; the message is one line for the user. */
export class BadArgumentsError extends Error {
  override readonly name = 'BadArgumentsError';
}

const { fixture, people, seed } = demoSettingsSchema.shape;
const wholeNumber = z
  .string()
  .regex(/^\d{1,10}$/, 'expected a whole number')
  .transform(Number);

const argumentsSchema = z.object({
  port: wholeNumber.refine((port) => port <= 65_535, 'expected a port, 0 to 65535').default(8080),
  fixture,
  people: wholeNumber.pipe(people.unwrap()).optional(),
  seed: wholeNumber.pipe(seed.unwrap()).optional(),
});

/** Reads `--port N --fixture cases|demo --people N --seed N`. */
export function readArguments(args: readonly string[]): DemoArguments {
  const result = argumentsSchema.safeParse(readOptions(args));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new BadArgumentsError(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { port, ...settings } = result.data;
  return {
    port,
    settings: {
      fixture: settings.fixture,
      ...(settings.people !== undefined && { people: settings.people }),
      ...(settings.seed !== undefined && { seed: settings.seed }),
    },
  };
}

function readOptions(args: readonly string[]): Record<string, string | undefined> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        fixture: { type: 'string' },
        people: { type: 'string' },
        seed: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new BadArgumentsError(error instanceof Error ? error.message : String(error));
  }
}
