import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Change } from '../../../preload/model/change.ts';
import { faultOfId } from '../../../preload/rules/person-rules.ts';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import { toAppError } from '../errors.ts';
import type { Moment } from '../moments.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Secrets } from '../ports/secrets.ts';
import { createSignal, type Signal } from '../signal.ts';
import { createCachedPeople } from './cached-people.ts';
import { catchUp } from './catch-up.ts';
import { createChangeSecrets } from './change-secrets.ts';
import { createChangeStates, type ShownState } from './change-states.ts';
import { createDrain } from './drain.ts';
import { createLedger } from './ledger.ts';
import { isAwaited } from './own-photo.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** Everything about changing people in one directory. */
export interface Editing {
  readonly outbox: Outbox;
  /** What was typed and not saved. */
  readonly drafts: Pick<OutboxStore, 'draft' | 'keepDraft' | 'dropDraft'>;
  /** The log of what was sent. */
  readonly activity: Pick<OutboxStore, 'activity' | 'allActivity'>;
  /** Emitted where rows look different. */
  readonly changed: Signal<null>;
  /** Resolves once the cache shows what has arrived and what waits, as far as it can. */
  readonly shown: Promise<void>;
  stateOf(personId: string): ShownState;
  /** Whether somebody has an id already, in any case; certain where the server has been asked. */
  isTaken(id: string): Promise<{ readonly isTaken: boolean; readonly isCertain: boolean }>;
  /** Keeps a new password for somebody until the server is back. */
  setPasswordLater(personId: string, password: string): Promise<Change>;
  /** The user is there, or has signed in: what waits is sent now. */
  start(): void;
  /** Ends what is under way, and closes the outbox. */
  close(): Promise<void>;
}

/** What editing works with. */
export interface EditingOptions {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly outboxStore: OutboxStore;
  readonly pictures: Pictures;
  readonly secrets: Secrets;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly moments: () => Moment;
  readonly now: () => number;
  /** Who is signed in. */
  readonly userId: string;
  /** Told where the cache could not be made to show what waits. */
  readonly onNotShown: (error: AppErrorData) => void;
}

/** As long as somebody who types waits for an answer. */
const isTakenMs = 3000;

/** Opens the outbox of a directory; what waits is shown, and sent from `start` on. */
export function createEditing(options: EditingOptions): Editing {
  const { client, store, outboxStore, connectivity, userId, now } = options;
  const people = createCachedPeople(store, options.moments);
  const ledger = createLedger({ store: outboxStore, people, userId, now });
  const secrets = createChangeSecrets({
    secrets: options.secrets,
    isOnline: () => connectivity.state.status === 'online',
  });
  const photos = {
    pictures: options.pictures,
    ownOf: (personId: string) => outboxStore.ownPhotoOf(personId),
  };
  const drain = createDrain({ ...options, ledger, secrets, photos });
  const outbox = createOutbox({ ...options, store: outboxStore, ledger, drain, secrets, people });
  const changed = createSignal<null>();
  ledger.changed.subscribe(() => changed.emit(null));

  function tellNotShown(error: unknown): void {
    options.onNotShown(toAppError(error).data);
  }

  async function showAll(): Promise<void> {
    if (ledger.changes.length === 0 && !outboxStore.ownPhotos.some(isAwaited)) return;
    try {
      await ledger.showAll();
      changed.emit(null);
    } catch (error) {
      tellNotShown(error);
    }
  }

  const forgetLost = store.pendingLost.subscribe(() => void showAll());
  let wasOnline = true;
  const forgetOnline = connectivity.changed.subscribe(({ status }) => {
    const isBack = status === 'online' && !wasOnline;
    wasOnline = status === 'online';
    if (isBack) drain.wake({ isUrgent: true });
  });
  const shown = catchUp(store, outboxStore).catch(tellNotShown).then(showAll);

  async function isAtServer(id: string): Promise<boolean> {
    try {
      await client.people.get(id, { timeoutMs: isTakenMs });
      return true;
    } catch (error) {
      if (toAppError(error).data.code === 'not-found') return false;
      throw error;
    }
  }

  return {
    outbox,
    drafts: outboxStore,
    activity: outboxStore,
    changed,
    shown,
    stateOf: createChangeStates(() => ledger.changes),
    async isTaken(id) {
      if (outbox.ofPerson(id).length > 0 || (await people.get(id)) !== null) {
        return { isTaken: true, isCertain: true };
      }
      const unknown = { isTaken: false, isCertain: false };
      // Of an id that nobody can have, the server would answer about somebody else.
      if (connectivity.state.status !== 'online' || faultOfId(id) !== null) return unknown;
      return isAtServer(id).then(
        (isTaken) => ({ isTaken, isCertain: true }),
        () => unknown,
      );
    },
    async setPasswordLater(personId, password) {
      const person = await people.get(personId);
      return outbox.setPassword(personId, person?.displayName ?? personId, password);
    },
    start: () => drain.wake({ isUrgent: true }),
    async close() {
      forgetLost();
      forgetOnline();
      await drain.stop();
      outboxStore.close();
    },
  };
}
