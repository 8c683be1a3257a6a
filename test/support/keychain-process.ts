import { fork } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { ErrorCode } from '../../preload/model/app-error.ts';
import type { SecretAccount } from '../../main/services/ports/secrets.ts';

/** What the process is asked to do. */
export interface KeychainQuestion {
  readonly id: number;
  readonly verb: 'get' | 'set' | 'delete';
  readonly account: SecretAccount;
  readonly secret: string;
}

/** What it tells: the answer to a question, or that the keychain takes its time. */
export type KeychainMessage =
  | { readonly id: number; readonly value: string | null }
  | { readonly id: number; readonly error: { readonly code: ErrorCode; readonly message: string } }
  | { readonly isWaiting: boolean };

/** Rollcall's real code for the keychain in a process of its own, as it is after a start. */
export interface KeychainProcess {
  get(): Promise<string | null>;
  set(secret: string): Promise<string | null>;
  delete(): Promise<string | null>;
  /** What its signal has said so far. */
  readonly waiting: readonly boolean[];
  /** Lets the process exit as if the app quit; answers how it ended. */
  quit(): Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

const program = new URL('keychain-process-main.ts', import.meta.url);

/** Starts the process with nothing but the environment given to lead it to a keychain. */
export function startKeychainProcess(
  env: Readonly<Record<string, string>>,
  options: {
    readonly account?: SecretAccount;
    readonly timeLimitMs?: number;
  } = {},
): KeychainProcess {
  const { account = alice, timeLimitMs = 10_000 } = options;
  const child = fork(program, [String(timeLimitMs)], {
    env: { PATH: process.env.PATH, LC_ALL: 'C', ...env },
    execArgv: [],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const waiting: boolean[] = [];
  const settlers = new Map<number, (message: KeychainMessage) => void>();
  child.on('message', (message) => {
    const told = message as KeychainMessage;
    if ('isWaiting' in told) waiting.push(told.isWaiting);
    else settlers.get(told.id)?.(told);
  });
  let lastId = 0;

  function ask(verb: KeychainQuestion['verb'], secret = ''): Promise<string | null> {
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      settlers.set(id, (message) => {
        if ('value' in message) resolve(message.value);
        else if ('error' in message) reject(Object.assign(new Error(), message.error));
      });
      child.send({ id, verb, account, secret } satisfies KeychainQuestion);
    });
  }

  return {
    get: () => ask('get'),
    set: (secret) => ask('set', secret),
    delete: () => ask('delete'),
    waiting,
    async quit() {
      child.send('quit');
      await once(child, 'exit');
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

const alice: SecretAccount = { serverUrl: 'https://ecm.example/alfresco', userId: 'alice' };
