import { type MessagePort } from 'node:worker_threads';
import { toAppError } from '../services/errors.ts';
import type {
  CallMessage,
  CrossingError,
  DirectoryEngine,
  EngineMessage,
  StoreFacts,
} from './protocol.ts';

/** The end of the channel that is in the thread. */
export type EnginePort = Pick<MessagePort, 'postMessage' | 'on' | 'close'>;

/**
 * Opens the cache of a directory and answers calls on it until it is closed. Nothing is ever
 * thrown across: an error becomes data.
 */
export function serveDirectory(
  port: EnginePort,
  open: (onSetAside: () => void) => DirectoryEngine,
): void {
  const say = (message: EngineMessage): void => port.postMessage(message);
  const engine = tryToOpen(open, say);
  if (engine === null) {
    port.close();
    return;
  }
  const { store } = engine;
  store.rebuilt.subscribe(() => say({ kind: 'rebuilt', facts: factsOf(engine) }));
  port.on('message', (message: CallMessage) => {
    void answer(engine, message).then((reply) => {
      say(reply);
      // Nothing keeps the thread alive after this.
      if (message.name === 'store.close') port.close();
    });
  });
  say({ kind: 'opened', facts: factsOf(engine) });
}

function tryToOpen(
  open: (onSetAside: () => void) => DirectoryEngine,
  say: (message: EngineMessage) => void,
): DirectoryEngine | null {
  try {
    return open(() => say({ kind: 'set-aside' }));
  } catch (error) {
    say({ kind: 'not-opened', error: toCrossing(error) });
    return null;
  }
}

async function answer(engine: DirectoryEngine, message: CallMessage): Promise<EngineMessage> {
  const { id } = message;
  try {
    return { kind: 'answer', id, value: await call(engine, message) };
  } catch (error) {
    return { kind: 'failure', id, error: toCrossing(error) };
  }
}

function call(engine: DirectoryEngine, { name, args }: CallMessage): Promise<unknown> {
  const [port = '', method = ''] = name.split('.');
  // `EngineCalls` is made of these very names: the compiler has checked both ends.
  const target: unknown = Reflect.get(engine, port);
  const run: unknown = Reflect.get(Object(target), method);
  if (typeof run !== 'function') throw new TypeError(`No call has the name ${name}`);
  return Promise.resolve(Reflect.apply(run, target, args) as unknown);
}

function factsOf({ store: { isRebuilt, refreshedAt } }: DirectoryEngine): StoreFacts {
  return { isRebuilt, refreshedAt };
}

function toCrossing(thrown: unknown): CrossingError {
  const { data, cause } = toAppError(thrown);
  return { data, cause: cause instanceof Error ? cause : null };
}
