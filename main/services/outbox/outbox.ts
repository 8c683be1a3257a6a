import { randomUUID } from 'node:crypto';
import type {
  Change,
  Edit,
  NewPersonInput,
  OutboxState,
  Resolution,
} from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import { fieldsOf, isSameValue, keepFields } from '../../../preload/rules/person-fields.ts';
import { faultOfId, faultsOf } from '../../../preload/rules/person-rules.ts';
import type { Backoff } from '../backoff.ts';
import { createAppError } from '../errors.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { PendingPeople } from '../ports/pending-people.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { ChangeSecrets } from './change-secrets.ts';
import type { Drain } from './drain.ts';
import type { Ledger } from './ledger.ts';
import { changesOf, worstState } from './pending.ts';

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
  const changed = createSignal<OutboxState>();
  const tell = (): void => changed.emit(stateNow());
  ledger.changed.subscribe(tell);
  drain.changed.subscribe(tell);

  function stateNow(): OutboxState {
    const waitMs = backoff.remainingMs();
    const counts = ledger.counts();
    return {
      ...counts,
      pausedBy: drain.pausedBy,
      nextTryAt: waitMs > 0 && counts.waiting > 0 ? new Date(now() + waitMs).toISOString() : null,
    };
  }

  function newChange(personId: string, displayName: string, kind: Change['kind']): Change {
    return {
      id: randomUUID(),
      place: store.nextPlace(),
      personId,
      displayName,
      kind,
      base: {},
      mine: {},
      maybeSent: {},
      state: 'waiting',
      theirs: {},
      notApplied: [],
      wasAbsent: false,
      madeAt: new Date(now()).toISOString(),
      attempts: 0,
      error: null,
    };
  }

  /** The change of a person that further edits can still be added to. */
  function openChangeOf(personId: string): Change | undefined {
    const last = changesOf(ledger.changes, personId).at(-1);
    const isClosed = last === undefined || last.kind === 'password' || drain.isBusy(personId);
    return isClosed ? undefined : last;
  }

  async function save({ personId, base, mine }: Edit): Promise<Change | null> {
    refuseFaults(mine);
    const shown = await people.get(personId);
    if (shown === null)
      throw createAppError(
        'not-found',
        'This person is no longer in the directory. Refresh the list.',
      );
    const open = openChangeOf(shown.id);
    const edit = { base: keepFields(base, (field) => field in mine), mine };
    const touched = open ?? newChange(shown.id, shown.displayName, 'update');
    const values = addTo(touched, edit);
    if (touched.kind === 'update' && fieldsOf(values.mine).length === 0) {
      if (open !== undefined) {
        await ledger.write({ drop: [open.id], log: [ledger.line(open, 'undone')] });
      }
      return null;
    }
    const change: Change = {
      ...touched,
      ...values,
      state: 'waiting',
      theirs: {},
      notApplied: [],
      error: null,
    };
    await ledger.write({ put: [change] });
    drain.wake();
    return change;
  }

  async function create({ id, values, password }: NewPersonInput): Promise<Change> {
    const fault = faultOfId(id);
    if (fault !== null) throw refusal({ id: fault });
    refuseFaults({ firstName: null, email: null, ...values });
    if (changesOf(ledger.changes, id).length > 0 || (await people.get(id)) !== null) {
      throw createAppError(
        'conflict',
        'There is a person with this user name already. Choose another one.',
      );
    }
    const name = [values.firstName, values.lastName].filter((part) => typeof part === 'string');
    const change = { ...newChange(id, name.join(' ').trim() || id, 'create'), mine: values };
    return keepWithSecret(change, password);
  }

  /** The password first: a change on the disk without it could never be sent. */
  async function keepWithSecret(change: Change, password: string): Promise<Change> {
    await secrets.keep(change.id, password);
    try {
      await ledger.write({ put: [change] });
    } catch (error) {
      await secrets.wipe(change.id);
      throw error;
    }
    drain.wake();
    return change;
  }

  async function discard(ids: readonly string[] | null): Promise<void> {
    const chosen = ledger.changes.filter(({ id, state }) =>
      ids === null ? state === 'conflict' || state === 'refused' : ids.includes(id),
    );
    const gone = new Set(chosen.filter(({ personId }) => !drain.isBusy(personId)));
    // What was to happen to somebody who is not to be created is pointless.
    for (const { kind, personId } of [...gone]) {
      if (kind !== 'create') continue;
      for (const later of changesOf(ledger.changes, personId)) gone.add(later);
    }
    if (gone.size === 0) return;
    for (const { kind, id } of gone) if (kind !== 'update') await secrets.wipe(id);
    await ledger.write({
      drop: [...gone].map(({ id }) => id),
      log: [...gone].map((change) => ledger.line(change, 'discarded')),
    });
    drain.wake();
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
    stateOf: (personId) => worstState(changesOf(ledger.changes, personId)),
    save,
    create,
    setPassword: (personId, displayName, password) =>
      keepWithSecret(newChange(personId, displayName, 'password'), password),
    async undo(changeId) {
      const waiting = ledger.changes.find(({ id }) => id === changeId);
      if (waiting !== undefined && !drain.isBusy(waiting.personId)) {
        await discard([changeId]);
        return null;
      }
      const sent = store.activityOf(changeId).find(({ outcome }) => outcome === 'applied');
      if (sent?.kind !== 'update') {
        throw createAppError(
          'unsupported',
          'This cannot be taken back. Change the person by hand.',
        );
      }
      return save({ personId: sent.personId, base: sent.after, mine: sent.before });
    },
    lockedFields: (personId) => store.lockedFields(personId),
    async retry(ids) {
      const again = ledger.changes
        .filter(({ id, state }) => state === 'refused' && (ids === null || ids.includes(id)))
        .map((change): Change => ({ ...change, state: 'waiting', error: null, notApplied: [] }));
      if (again.length > 0) await ledger.write({ put: again });
      drain.wake({ isUrgent: true });
    },
    discard,
    async resolve({ changeId, values }) {
      const change = ledger.changes.find(
        ({ id, state }) => id === changeId && state === 'conflict',
      );
      if (change === undefined) {
        throw createAppError('not-found', 'This conflict has been decided already.');
      }
      const decided = fieldsOf(values).filter((field) => field in change.theirs);
      refuseFaults(keepFields(values, (field) => decided.includes(field)));
      const isDecided = (field: FieldName): boolean => decided.includes(field);
      // What the server has now is what the user has seen when deciding.
      const base = { ...change.base, ...keepFields(change.theirs, isDecided) };
      const wanted = { ...change.mine, ...keepFields(values, isDecided) };
      const mine = keepFields(
        wanted,
        (field) => !isSameValue(base[field] ?? null, wanted[field] ?? null),
      );
      if (fieldsOf(mine).length === 0) {
        await ledger.write({ drop: [changeId], log: [ledger.line(change, 'discarded')] });
      } else {
        const left = { ...change, base: keepFields(base, (field) => field in mine), mine };
        await ledger.write({ put: [{ ...left, state: 'waiting', theirs: {} }] });
      }
      drain.wake();
    },
  };
}

/** An edit on top of a change. A new person has nothing to go back to. */
function addTo(change: Change, edit: Pick<Edit, 'base' | 'mine'>): Pick<Edit, 'base' | 'mine'> {
  if (change.kind === 'create') return { base: {}, mine: { ...change.mine, ...edit.mine } };
  return coalesce(change, edit);
}

function refuseFaults(values: Edit['mine']): void {
  const faults = faultsOf(values);
  if (faults.size > 0) throw refusal(Object.fromEntries(faults));
}

/** The interface has its own sentence for each fault; this one is for whoever comes without. */
function refusal(fields: Readonly<Record<string, string>>): Error {
  return createAppError(
    'invalid',
    'The server would not take these values. Change them and try again.',
    { fields },
  );
}
