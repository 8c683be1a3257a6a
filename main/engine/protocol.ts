import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { DirectoryStore } from '../services/ports/directory-store.ts';
import type { RefreshProgress } from '../services/ports/refresh-progress.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Where the cache of the directory is. */
  readonly folder: string;
}

/** What a thread does for the cache of one directory. */
export interface DirectoryEngine {
  readonly store: DirectoryStore;
  readonly kept: RefreshProgress;
}

type AsyncFunction = (...args: never[]) => Promise<unknown>;

/** The methods of a port, under its name: what is no method cannot be called from afar. */
type MethodsOf<Port extends keyof DirectoryEngine> = {
  readonly [
    Name in keyof DirectoryEngine[Port] &
      string as DirectoryEngine[Port][Name] extends AsyncFunction ? `${Port}.${Name}` : never
  ]: Extract<DirectoryEngine[Port][Name], AsyncFunction>;
};

/** Every call that crosses into the thread, by its name on the way. */
export type EngineCalls = MethodsOf<'store'> & MethodsOf<'kept'>;

/** The name of a call. */
export type CallName = keyof EngineCalls;

/** One call on its way into the thread. */
export type CallMessage = {
  readonly [Name in CallName]: {
    readonly id: number;
    readonly name: Name;
    readonly args: Parameters<EngineCalls[Name]>;
  };
}[CallName];

/** The facts about a store that are known without asking. */
export interface StoreFacts {
  readonly isRebuilt: boolean;
  readonly refreshedAt: string | null;
}

/** An error on its way out of the thread. Its cause is for the log, which takes no messages. */
export interface CrossingError {
  readonly data: AppErrorData;
  readonly cause: Error | null;
}

/** What the thread says. */
export type EngineMessage =
  | { readonly kind: 'opened'; readonly facts: StoreFacts }
  | { readonly kind: 'not-opened'; readonly error: CrossingError }
  /** An unusable file was put aside; the path stays in the thread. */
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'rebuilt'; readonly facts: StoreFacts }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: CrossingError };
