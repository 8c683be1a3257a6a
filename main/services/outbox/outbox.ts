import type {
  Change,
  Edit,
  NewPersonInput,
  OutboxState,
  Resolution,
} from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import {
  changesFrom,
  fieldsOf,
  keepFields,
  valuesOf,
} from '../../../preload/rules/person-fields.ts';
import { faultsOf } from '../../../preload/rules/person-rules.ts';
import type { Backoff } from '../backoff.ts';
import { createAppError } from '../errors.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { PendingPeople } from '../ports/pending-people.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { ChangeSecrets } from './change-secrets.ts';
import { decide } from './decide.ts';
import type { Drain } from './drain.ts';
import { createGivingUp } from './giving-up.ts';
import type { Ledger } from './ledger.ts';
import { createNewChange } from './new-change.ts';
import { asNew, changesOf, worstState } from './pending.ts';
import { createPhotoEdits, type PhotoEdits } from './photo-edits.ts';
import { refusalOf } from './refusal-of.ts';
import { createSecretChanges } from './secret-changes.ts';
import { isSent } from './sent-line.ts';

/** What a user has changed, from the moment of saving until the server has proved to have it. */
export interface Outbox {
  readonly state: OutboxState;
  readonly changed: Signal<OutboxState>;
  readonly changes: readonly Change[];
  ofPerson(personId: string): readonly Change[];
  /** What to show beside a person in a list. */
  stateOf(personId: string): ReturnType<typeof worstState>;
  /** Resolves once the edit is safe on the disk; null where nothing is left to send. */
  save(edit: Edit): Promise<Change | null>;
  create(person: NewPersonInput): Promise<Change>;
  setPassword(personId: string, displayName: string, password: string): Promise<Change>;
  readonly photos: PhotoEdits;
  /** Resolves once nothing of this person is being sent. */
  whenFree(personId: string): Promise<void>;
  /** Takes back a change that waits, or sends the change back of one that was sent. */
  undo(changeId: string): Promise<Change | null>;
  lockedFields(personId: string): readonly FieldName[];
  /** Tries again what waits or was refused; null for all. */
  retry(ids: readonly string[] | null): Promise<void>;
  /** Gives up what waits for the user, or what is named; null for all that waits for the user. */
  discard(ids: readonly string[] | null): Promise<void>;
  resolve(resolution: Resolution): Promise<void>;
}

export function createOutbox(options: {
  readonly store: OutboxStore;
  readonly ledger: Ledger;
  readonly drain: Drain;
  readonly secrets: ChangeSecrets;
  readonly people: PendingPeople;
  readonly backoff: Backoff;
  readonly now: () => number;
}): Outbox {
  const { store, ledger, drain, secrets, people, backoff, now } = options;
  const newChange = createNewChange(store, now);
  const photos = createPhotoEdits({ store, ledger, drain, people, newChange });
  const givingUp = createGivingUp({ ledger, drain, secrets });
  const withSecrets = createSecretChanges({ ledger, drain, secrets, people, newChange });
  const changed = createSignal<OutboxState>();
  const tell = (): void => changed.emit(stateNow());
  ledger.changed.subscribe(tell);
  drain.changed.subscribe(tell);

  function stateNow(): OutboxState {
    const waitMs = backoff.remainingMs();
    const counts = ledger.counts();
    return {
      ...counts,
      isPartial: store.recovery === 'partial',
      pausedBy: drain.pausedBy,
      nextTryAt: waitMs > 0 && counts.waiting > 0 ? new Date(now() + waitMs).toISOString() : null,
    };
  }

  async function save({ personId, base, mine }: Edit): Promise<Change | null> {
    refuseFaults(mine);
    const shown = await people.get(personId);
    if (shown === null)
      throw createAppError(
        'not-found',
        'This person is no longer in the directory. Refresh the list.',
      );
    const open = drain.openOf(
      changesOf(ledger.changes, shown.id).filter(
        ({ kind }) => kind === 'update' || kind === 'create',
      ),
    );
    const edit = { base: keepFields(base, (field) => field in mine), mine };
    const touched = open ?? newChange(shown.id, shown.displayName, 'update');
    const values = addTo(touched, edit);
    if (touched.kind === 'update' && fieldsOf(values.mine).length === 0) {
      if (open !== undefined) {
        await ledger.write({ drop: [open.id], log: [ledger.line(open, 'undone')] });
      }
      return null;
    }
    const change: Change = { ...touched, ...values, ...asNew };
    await ledger.write({ put: [change] });
    drain.wake();
    return change;
  }

  return {
    changed,
    get state() {
      return stateNow();
    },
    get changes() {
      return ledger.changes;
    },
    ofPerson: (personId) => changesOf(ledger.changes, personId),
    whenFree: (personId) => drain.whenFree(personId),
    stateOf: (personId) => worstState(changesOf(ledger.changes, personId)),
    save,
    ...withSecrets,
    photos,
    async undo(changeId) {
      const waiting = ledger.changes.find(({ id }) => id === changeId);
      if (waiting !== undefined) {
        if (drain.isBusy(waiting.personId)) throw isUnderWay();
        return givingUp.takeBack(waiting);
      }
      const told = store.activityOf(changeId);
      const sent = told.find(isSent);
      if (told[0]?.outcome === 'undone' || told[0]?.outcome === 'discarded') throw isUndone();
      if (sent?.kind === 'photo') return photos.undo(sent);
      if (sent?.kind !== 'update') {
        throw createAppError(
          'unsupported',
          'This cannot be taken back. Change the person by hand.',
        );
      }
      const edit = { personId: sent.personId, base: sent.after, mine: sent.before };
      const shown = await people.get(sent.personId);
      // What has come after it would be taken back as well.
      if (
        shown !== null &&
        fieldsOf(changesFrom(edit.base, valuesOf(shown, fieldsOf(edit.base)))).length > 0
      ) {
        throw createAppError(
          'conflict',
          'This has been changed again since, so it cannot be taken back. Change the person by hand.',
        );
      }
      return save(edit);
    },
    lockedFields: (personId) => store.lockedFields(personId),
    async retry(ids) {
      const again = ledger.changes
        .filter(({ id, state }) => state === 'refused' && (ids === null || ids.includes(id)))
        .map((change): Change => ({ ...change, state: 'waiting', error: null, notApplied: [] }));
      if (again.length > 0) await ledger.write({ put: again });
      drain.wake({ isUrgent: true });
    },
    discard: (ids) => givingUp.discard(ids),
    async resolve({ changeId, values }) {
      const change = ledger.changes.find(
        ({ id, state }) => id === changeId && state === 'conflict',
      );
      if (change === undefined) {
        throw createAppError('not-found', 'This conflict has been decided already.');
      }
      refuseFaults(keepFields(values, (field) => field in change.theirs));
      const left = decide(change, values);
      await ledger.write(
        left === null
          ? { drop: [changeId], log: [ledger.line(change, 'discarded')] }
          : { put: [left] },
      );
      drain.wake();
    },
  };
}

/** An edit on top of a change. A new person has nothing to go back to. */
function addTo(change: Change, edit: Pick<Edit, 'base' | 'mine'>): Pick<Edit, 'base' | 'mine'> {
  if (change.kind === 'create') return { base: {}, mine: { ...change.mine, ...edit.mine } };
  return coalesce(change, edit);
}

function isUndone(): Error {
  return createAppError('conflict', 'This has been taken back or discarded already.');
}

function isUnderWay(): Error {
  return createAppError('conflict', 'This is being sent just now. Try again in a moment.', {
    retryable: true,
  });
}

function refuseFaults(values: Edit['mine']): void {
  const faults = faultsOf(values);
  if (faults.size > 0) throw refusalOf(Object.fromEntries(faults));
}
