import { Worker } from 'node:worker_threads';
import { AppError } from '../../preload/model/app-error.ts';
import { createAppError } from '../services/errors.ts';
import type {
  CallName,
  CrossingError,
  EngineCalls,
  EngineMessage,
  ThreadData,
} from './protocol.ts';

/** What a thread says without being asked. */
export type ThreadNews = Extract<EngineMessage, { kind: 'opened' | 'rebuilt' | 'set-aside' }>;

/** Calls a method in the thread; what is in `transfer` is not to be used any more. */
export type CallThread = <Name extends CallName>(
  name: Name,
  args: Parameters<EngineCalls[Name]>,
  transfer?: readonly ArrayBuffer[],
) => ReturnType<EngineCalls[Name]>;

/** One thread, from its start to its end. */
export interface RunningThread {
  /** Resolves once the store is open; rejects with `AppError` where it cannot be opened. */
  readonly opened: Promise<void>;
  /** Resolves with the thread; everything that was asked of it has been answered or rejected. */
  readonly ended: Promise<void>;
  readonly call: CallThread;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** Starts a thread; its store is being opened when this returns, and calls wait for that. */
export function startThread(options: {
  readonly entry: URL;
  readonly data: ThreadData;
  readonly onNews: (news: ThreadNews) => void;
  /** Told where the thread ends without having been closed. */
  readonly onBroken: (error: AppError) => void;
}): RunningThread {
  const { entry, data, onNews, onBroken } = options;
  const worker = new Worker(entry, { workerData: data, name: 'directory' });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isClosing = false;
  let end: AppError | null = null;
  let thrown: unknown = null;

  const opened = new Promise<void>((resolve, reject) => {
    waiting.set(0, { resolve: () => resolve(), reject });
  });
  // Calls are rejected as well: where nobody looks at this one, nothing is lost.
  opened.catch(() => undefined);

  function settle(id: number, how: (one: Waiting) => void): void {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one !== undefined) how(one);
  }

  worker.on('message', (message: EngineMessage) => {
    switch (message.kind) {
      case 'answer':
        settle(message.id, ({ resolve }) => resolve(message.value));
        break;
      case 'failure':
        settle(message.id, ({ reject }) => reject(fromCrossing(message.error)));
        break;
      case 'not-opened':
        end = fromCrossing(message.error);
        break;
      case 'opened':
        onNews(message);
        settle(0, ({ resolve }) => resolve(null));
        break;
      case 'rebuilt':
      case 'set-aside':
        onNews(message);
        break;
    }
  });
  worker.on('error', (error: unknown) => {
    thrown = error;
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      const error = end ?? createBreak(thrown);
      if (end === null && !isClosing) onBroken(error);
      end = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      resolve();
    });
  });

  const call: CallThread = (name, args, transfer = []) => {
    isClosing ||= name === 'store.close';
    const answer = new Promise<unknown>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, name, args }, transfer);
    });
    // The other end answers a call with what its method answers.
    return answer as ReturnType<EngineCalls[typeof name]>;
  };

  return { opened, ended, call };
}

function createBreak(cause: unknown): AppError {
  const { data } = createAppError(
    'storage',
    'The part of Rollcall that keeps the local copy of the directory has stopped. Try again: it starts anew, with all that was saved.',
    { retryable: true },
  );
  return new AppError(data, { cause });
}

function fromCrossing({ data, cause }: CrossingError): AppError {
  return new AppError(data, { cause });
}
