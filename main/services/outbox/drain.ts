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
import { sendChange } from './send-change.ts';
import type { PhotoSources, SendContext } from './send-outcome.ts';
import { absorbLater, settle } from './settle.ts';
import { createTurns, type Turns } from './turns.ts';

/** Sends what waits, as long as something waits and the server takes it. */
export interface Drain extends Pick<Turns, 'isBusy' | 'openOf' | 'hold' | 'whenFree'> {
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
  readonly photos: PhotoSources;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly now: () => number;
}): Drain {
  const { ledger, client, secrets, photos, connectivity, backoff, clock, now } = options;
  const changed = createSignal<null>();
  const end = new AbortController();
  const turns = createTurns(() => ledger.changes);
  const serverErrors = new Map<string, number>();
  let pausedBy: AppErrorData | null = null;
  let running: Promise<void> | null = null;
  let hurry = new AbortController();

  function pause(error: AppErrorData | null): void {
    if (pausedBy === error) return;
    pausedBy = error;
    changed.emit(null);
  }

  async function send(change: Change): Promise<void> {
    try {
      const outcome = turns.outcomeOf(change.id) ?? (await sendChange(change, contextOf(change)));
      backoff.succeed();
      // What was on its way before the session ended says nothing of the session.
      if (isGoing()) {
        connectivity.succeed();
        pause(null);
      }
      serverErrors.delete(change.id);
      if (outcome.kind === 'done') turns.prove(change, outcome);
      await settle(ledger, latest(change), outcome);
      turns.end(change.id);
    } catch (error) {
      await putOff(latest(change), toAppError(error).data);
    }
  }

  function contextOf(change: Change): SendContext {
    const attempts = change.attempts + 1;
    return {
      client,
      signal: end.signal,
      // On the disk before it is on the way: after a crash it is known that it may have arrived.
      note: (note) => ledger.note({ ...latest(change), ...note, attempts, state: 'sending' }),
      secret: () => secrets.get(change.id),
      // Before the change goes: nobody would know of it afterwards.
      wipeSecret: () => secrets.wipe(change.id),
      photos,
    };
  }

  /** Notes that a change is to be tried again; a disk that takes no note changes nothing about it. */
  async function keepWaiting(change: Change, error: AppErrorData): Promise<void> {
    const told = error.code === 'cancelled' ? change.error : error;
    const waiting: Change = { ...change, state: 'waiting', error: told };
    const write = absorbLater(ledger.changes, waiting);
    const log = write.put === undefined ? [ledger.line(change, 'undone')] : [];
    await ledger.write({ ...write, log }).catch(() => undefined);
  }

  /** As it is now, with what was noted on it meanwhile. */
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
        turns.end(change.id);
        return;
      }
    }
    await keepWaiting(change, error);
    if (error.code === 'cancelled') return;
    turns.putOff(change.id);
    if (error.code !== 'unauthorized' && error.code !== 'keychain') {
      backoff.fail(error.retryAfterSeconds ?? null);
    }
    connectivity.fail(error, now() + backoff.remainingMs());
    pause(error);
  }

  /** Sends one change after another, as long as the server takes them; a probe sends one. */
  async function work({ isProbe }: { isProbe: boolean }): Promise<void> {
    do {
      const change = turns.next();
      if (change === undefined) return;
      const release = turns.hold(change.personId, change.id);
      try {
        await send(change);
      } finally {
        release();
      }
    } while (!isProbe && isGoing() && backoff.failures === 0);
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

  function isGoing(): boolean {
    return !end.signal.aborted && !isWaitingForTheUser();
  }

  function hasWork(): boolean {
    return isGoing() && turns.next() !== undefined;
  }

  async function run(): Promise<void> {
    while (hasWork()) {
      // Until it is due, a change can still be added to.
      if (!(await isDue())) return;
      // While the server fails, one request finds out when it is back.
      const isProbe = backoff.failures > 0;
      const workers = Array.from({ length: isProbe ? 1 : atOnce }, () => work({ isProbe }));
      await Promise.all(workers);
    }
  }

  function ended(): void {
    running = null;
    // Somebody may have called in the moment in which it ended.
    if (hasWork()) running = run().finally(ended);
  }

  return {
    changed,
    get pausedBy() {
      return pausedBy;
    },
    isBusy: (personId) => turns.isBusy(personId),
    openOf: (some) => turns.openOf(some),
    hold: (personId) => turns.hold(personId),
    whenFree: (personId) => turns.whenFree(personId),
    wake({ isUrgent } = { isUrgent: false }) {
      if (end.signal.aborted) return;
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
