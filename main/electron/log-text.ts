import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { callNames } from '../../preload/contract/channels.ts';
import { type LogFacts, logMessages } from '../services/ports/log.ts';

// The types already say so. A log is where a mistake would not be noticed, so it is checked again.
const messages: ReadonlySet<string> = new Set(logMessages);
const channels: ReadonlySet<string> = new Set(callNames);
const traceIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const leftOut = '[left out]';

/** A line of the log: a message of the list, and facts that have the shape of facts. */
export function describeEvent(message: string, facts: LogFacts = {}): string {
  const { traceId, channel, count } = facts;
  const parts = [messages.has(message) ? message : leftOut];
  if (traceId !== undefined) parts.push(traceIdPattern.test(traceId) ? traceId : leftOut);
  if (channel !== undefined) parts.push(channels.has(channel) ? channel : leftOut);
  if (count !== undefined) parts.push(typeof count === 'number' ? String(count) : leftOut);
  return parts.join(' ');
}

const errorNames: ReadonlySet<string> = new Set([
  'AbortError',
  'AggregateError',
  'AppError',
  'FetchError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TimeoutError',
  'TypeError',
  'ZodError',
]);
const errorCodes: ReadonlySet<unknown> = new Set([
  ...Object.keys(constants.errno),
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_INVALID_STATE',
  'ERR_SQLITE_ERROR',
]);
const deepestCause = 5;
const mostPlaces = 12;

/**
 * Of an error its kind and where it arose, and the same of its causes. Messages are left out: they
 * quote what servers and users said. So are the names and paths of a stack, which can be made up.
 */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  try {
    let at = error;
    for (let depth = 0; at !== undefined && depth < deepestCause; depth += 1) {
      lines.push(...describeOne(at));
      at = at instanceof Error ? at.cause : undefined;
    }
  } catch {
    // Whatever was thrown may have getters that throw.
    lines.push(leftOut);
  }
  return lines.join('\n');
}

function describeOne(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const code: unknown = Reflect.get(error, 'code');
  const kind = errorNames.has(error.name) ? error.name : 'Error';
  const places = String(error.stack).split('\n').flatMap(placeOf);
  const distinct = places.filter((place, index) => place !== places[index - 1]);
  const what = errorCodes.has(code) ? `${kind} ${String(code)}` : kind;
  return [what, ...distinct.slice(0, mostPlaces)];
}

// The whole of main is built into the file that this becomes a part of.
const ownFile = [import.meta.url, fileURLToPath(import.meta.url)];

/** Where in main's own file a line of a stack points to; the source map leads on from there. */
function placeOf(line: string): readonly string[] {
  const place = /^\s+at .*:(\d{1,7}):(\d{1,5})\)?$/.exec(line);
  if (place === null) return [];
  const isOwn = ownFile.some((name) => line.includes(`${name}:`));
  return [isOwn ? `  at main ${place[1]}:${place[2]}` : '  at elsewhere'];
}
