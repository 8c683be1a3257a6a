import type { Call, Contract, Handlers } from '../../preload/contract/define.ts';
import type { Result } from '../../preload/model/app-error.ts';
import { createAppError, toAppError } from '../services/errors.ts';
import type { Log } from '../services/ports/log.ts';

/** Where a message comes from, as far as the transport can tell. */
export interface Sender {
  /** The frame's address; null where the frame is gone. */
  readonly url: string | null;
  readonly isMainFrame: boolean;
}

/** The transport's half: registers the function that answers one wire name. */
export type Listen = (
  channel: string,
  answer: (sender: Sender, payload: unknown) => Promise<Result<unknown>>,
) => void;

/**
 * Serves a contract: each message is checked for its sender, parsed by the call's schema and
 * answered with a Result. Nothing is ever thrown across the bridge, and a handler is not entered
 * by a message that fails either check.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  options: {
    readonly listen: Listen;
    readonly isTrusted: (sender: Sender) => boolean;
    readonly log: Log;
  },
): void {
  for (const [group, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call') continue;
      const handler = findHandler(handlers, group, name);
      options.listen(`${group}:${name}`, (sender, payload) =>
        options.isTrusted(sender)
          ? answer(member, handler, payload, options.log)
          : Promise.resolve(refuse(options.log, `${group}:${name}`)),
      );
    }
  }
}

type UntypedHandler = (input: unknown) => unknown;

function findHandler(handlers: object, group: string, name: string): UntypedHandler {
  // `Handlers<C>` makes a missing one a compile error; this finds it by the names of the value.
  const members: unknown = Reflect.get(handlers, group);
  const handler: unknown =
    typeof members === 'object' && members !== null ? Reflect.get(members, name) : undefined;
  if (typeof handler !== 'function') throw new TypeError(`No handler for ${group}:${name}`);
  return (input) => Reflect.apply(handler, members, [input]) as unknown;
}

async function answer(
  member: Call,
  handler: UntypedHandler,
  payload: unknown,
  log: Log,
): Promise<Result<unknown>> {
  const input = member.input.safeParse(payload);
  if (!input.success) {
    const error = createAppError('invalid', 'Rollcall could not understand its own window.');
    const { traceId } = error.data;
    log.warn('Refused input', { traceId, count: input.error.issues.length });
    return { ok: false, error: error.data };
  }
  try {
    return { ok: true, value: await handler(input.data) };
  } catch (caught) {
    const error = toAppError(caught);
    if (error.data.code === 'bug') log.error('Handler failed', error.data.traceId, error.cause);
    return { ok: false, error: error.data };
  }
}

function refuse(log: Log, channel: string): Result<never> {
  const { data } = createAppError('forbidden', 'This page may not talk to Rollcall.');
  log.warn('Refused a message of an untrusted sender', { traceId: data.traceId, channel });
  return { ok: false, error: data };
}
