import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Change } from '../../../preload/model/change.ts';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import { toAppError } from '../errors.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { ChangeSecrets } from './change-secrets.ts';
import type { Ledger } from './ledger.ts';
import { keyOf, nextToSend } from './pending.ts';
import { sendChange } from './send-change.ts';
import { settle } from './settle.ts';

/** Sends what waits, as long as something waits and the server takes it. */
export interface Drain {
  /** Why nothing is being sent at the moment; null where nothing stands in the way. */
  readonly pausedBy: AppErrorData | null;
  /** Emitted when that changes. */
  readonly changed: Signal<null>;
  /** Something may be there to send. `isUrgent` does not wait for the backoff. */
  wake(options?: { readonly isUrgent: boolean }): void;
  /** Resolves once nothing is under way and nothing can be sent at once. */
  idle(): Promise<void>;
  /** Ends what is under way; nothing is sent after it. */
  stop(): Promise<void>;
}

/** As many people at a time as a refresh has pages. */
const atOnce = 4;
/** A server that fails at one change like this, and not at others, will not take it. */
const mostServerErrors = 5;

/** Creates the drain of an outbox; nothing is sent before the first `wake`. */
export function createDrain(options: {
  readonly ledger: Ledger;
  readonly client: AlfrescoClient;
  readonly secrets: ChangeSecrets;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly now: () => number;
}): Drain {
  const { ledger, client, secrets, connectivity, backoff, clock, now } = options;
  const changed = createSignal<null>();
  const end = new AbortController();
  const busy = new Set<string>();
  const serverErrors = new Map<string, number>();
  let pausedBy: AppErrorData | null = null;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let hurry = new AbortController();

  function pause(error: AppErrorData | null): void {
    if (pausedBy === error) return;
    pausedBy = error;
    changed.emit(null);
  }

  async function send(change: Change): Promise<void> {
    const sending: Change = { ...change, state: 'sending', attempts: change.attempts + 1 };
    try {
      // On the disk before it is on the way: after a crash it is known that it may have arrived.
      await ledger.write({ put: [sending] });
      const outcome = await sendChange(sending, {
        client,
        signal: end.signal,
        note: (note) => ledger.note({ ...latest(sending), ...note }),
        secret: () => secrets.get(change.id),
      });
      backoff.succeed();
      connectivity.succeed();
      pause(null);
      serverErrors.delete(change.id);
      // Wiped before the change goes: nobody would know of it afterwards.
      if (outcome.kind === 'done') await secrets.wipe(change.id);
      await settle(ledger, latest(sending), outcome);
    } catch (error) {
      await putOff(latest(sending), toAppError(error).data);
    }
  }

  /** Notes that a change is to be tried again; a disk that takes no note changes nothing about it. */
  async function keepWaiting(change: Change, error: AppErrorData): Promise<void> {
    const told = error.code === 'cancelled' ? change.error : error;
    await ledger
      .write({ put: [{ ...change, state: 'waiting', error: told }] })
      .catch(() => undefined);
  }

  /** As it is now: edits may have been noted on it meanwhile. */
  function latest(change: Change): Change {
    return ledger.changes.find(({ id }) => id === change.id) ?? change;
  }

  async function putOff(change: Change, error: AppErrorData): Promise<void> {
    if (isServersError(error)) {
      const count = (serverErrors.get(change.id) ?? 0) + 1;
      serverErrors.set(change.id, count);
      if (count >= mostServerErrors) {
        serverErrors.delete(change.id);
        const refused = { kind: 'refused', error, person: null, notApplied: [] } as const;
        await settle(ledger, change, refused).catch(() => undefined);
        return;
      }
    }
    await keepWaiting(change, error);
    if (error.code === 'cancelled') return;
    if (error.code !== 'unauthorized' && error.code !== 'keychain') {
      backoff.fail(error.retryAfterSeconds ?? null);
    }
    connectivity.fail(error, now() + backoff.remainingMs());
    pause(error);
  }

  /** Sends one change after another, until nothing is left that this worker could send. */
  async function work(isFirst: boolean): Promise<void> {
    while (!end.signal.aborted && !isWaitingForTheUser()) {
      // While the server fails, one request finds out when it is back.
      if (backoff.failures > 0 && !isFirst) {
        isWanted = true;
        return;
      }
      const change = nextToSend(ledger.changes, busy);
      if (change === undefined) return;
      const key = keyOf(change.personId);
      busy.add(key);
      try {
        if (!(await isDue())) return;
        await send(change);
      } finally {
        busy.delete(key);
      }
    }
  }

  function isWaitingForTheUser(): boolean {
    return pausedBy?.code === 'unauthorized' || pausedBy?.code === 'keychain';
  }

  /** Waits for the backoff; false where the drain has ended meanwhile. */
  async function isDue(): Promise<boolean> {
    const { signal: hurried } = hurry;
    const signal = AbortSignal.any([end.signal, hurried]);
    while (backoff.remainingMs() > 0 && !signal.aborted) {
      await clock.sleep(backoff.remainingMs(), signal).catch(() => undefined);
    }
    return !end.signal.aborted;
  }

  function canGoOn(): boolean {
    return isWanted && !end.signal.aborted && !isWaitingForTheUser();
  }

  async function run(): Promise<void> {
    do {
      isWanted = false;
      await Promise.all(Array.from({ length: atOnce }, (_, no) => work(no === 0)));
    } while (canGoOn());
  }

  function ended(): void {
    running = null;
    // Somebody may have called in the moment in which it ended.
    if (canGoOn()) running = run().finally(ended);
  }

  return {
    changed,
    get pausedBy() {
      return pausedBy;
    },
    wake({ isUrgent } = { isUrgent: false }) {
      if (end.signal.aborted) return;
      isWanted = true;
      if (isUrgent) {
        pause(null);
        hurry.abort();
        hurry = new AbortController();
      }
      running ??= run().finally(ended);
    },
    async idle() {
      await running;
    },
    async stop() {
      end.abort();
      await running;
    },
  };
}

/** A 500 may be this change's own fault; a server that is away or full is nobody's. */
function isServersError({ code, reason, status }: AppErrorData): boolean {
  return code === 'server' && reason !== 'unavailable' && status !== 507;
}
