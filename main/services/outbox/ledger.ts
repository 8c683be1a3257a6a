import type { ActivityOutcome } from '../../../preload/model/activity.ts';
import type { Change, OutboxState } from '../../../preload/model/change.ts';
import type { Person } from '../../../preload/model/person.ts';
import { withValues } from '../../../preload/rules/person-fields.ts';
import type { NewActivity, OutboxStore, OutboxWrite } from '../ports/outbox-store.ts';
import type { PendingPeople, PendingPerson } from '../ports/pending-people.ts';
import { createSignal, type Signal } from '../signal.ts';
import { isAwaited } from './own-photo.ts';
import { changesOf, wantedValues } from './pending.ts';
import { keyOf } from '../person-key.ts';
import { showPhotoMarks } from './photo-marks.ts';

/**
 * The outbox with what follows from it: first the disk, then the cache, then the news. The order is
 * the promise: what is shown is safe, and what is safe is shown at the latest after a restart.
 */
export interface Ledger {
  readonly changes: readonly Change[];
  /** Emitted after each change of the outbox. */
  readonly changed: Signal<null>;
  /** Writes for good, and shows it. `people` are the server's, where it has just answered. */
  write(write: OutboxWrite, people?: readonly Person[]): Promise<void>;
  /** Resolves once the cache shows what has been written until now. */
  whenShown(): Promise<void>;
  /** Writes down more about a change, for good; nothing of what is shown changes. */
  note(change: Change): void;
  /** A line for the log about a change as it was. */
  line(
    change: Change,
    outcome: ActivityOutcome,
    more?: Partial<Pick<NewActivity, 'fields' | 'status' | 'message'>>,
  ): NewActivity;
  counts(): Pick<OutboxState, 'waiting' | 'conflicts' | 'refused'>;
  /** Shows all that waits, and photos that are awaited, as after a start or a rebuilt cache. */
  showAll(): Promise<void>;
}

export function createLedger(options: {
  readonly store: OutboxStore;
  readonly people: PendingPeople;
  readonly userId: string;
  readonly now: () => number;
}): Ledger {
  const { store, people, userId, now } = options;
  const changed = createSignal<null>();
  let showing: Promise<unknown> = Promise.resolve();

  /** What the cache is to show of a person, given what the server is known to have. */
  async function pendingOf(
    id: string,
    former: readonly Change[],
    answered: Person | undefined,
  ): Promise<PendingPerson> {
    const left = changesOf(store.changes, id);
    const seen = answered === undefined ? await people.seen(id) : { person: answered };
    return {
      id: left[0]?.personId ?? id,
      values: wantedValues(left),
      person: seen === null ? await withoutFormer(id, former) : seen.person,
      isAnswer: answered !== undefined,
    };
  }

  /** As good as seen: without what waited, with the values that the changes were made against. */
  async function withoutFormer(id: string, former: readonly Change[]): Promise<Person | null> {
    const shown = await people.get(id);
    const ofPerson = changesOf(former, id);
    // Nobody but this computer knows of somebody who is to be created.
    if (shown === null || ofPerson.some(({ kind }) => kind === 'create')) return null;
    // From the newest back: the oldest change has seen the server's own values, or a conflict has.
    return ofPerson
      .toReversed()
      .reduce((person, { base, theirs }) => withValues(person, { ...base, ...theirs }), shown);
  }

  /** A cache that fails is rebuilt and told everything then: the change is safe all the same. */
  async function show(
    touched: ReadonlyMap<string, string>,
    former: readonly Change[],
    answered: readonly Person[],
  ): Promise<void> {
    const byKey = new Map(answered.map((person) => [keyOf(person.id), person]));
    const pending: PendingPerson[] = [];
    for (const [key, id] of touched) pending.push(await pendingOf(id, former, byKey.get(key)));
    if (pending.length > 0) await people.set(pending);
    // After the rows: a photo that has just been sent counts as one without interruption.
    await showPhotoMarks(people, store, touched.values());
  }

  return {
    changed,
    get changes() {
      return store.changes;
    },
    async write(write, answered = []) {
      const former = store.changes;
      store.write(write);
      const dropped = former.filter(({ id }) => write.drop?.includes(id) === true);
      const touched = new Map<string, string>();
      for (const { personId } of [...(write.put ?? []), ...dropped]) {
        touched.set(keyOf(personId), personId);
      }
      const turn = show(touched, former, answered).catch(() => undefined);
      showing = Promise.all([showing, turn]);
      await turn;
      changed.emit(null);
    },
    async whenShown() {
      await showing;
    },
    note(change) {
      store.write({ put: [change] });
    },
    line(change, outcome, more = {}) {
      return {
        changeId: change.id,
        personId: change.personId,
        displayName: change.displayName,
        kind: change.kind,
        outcome,
        at: new Date(now()).toISOString(),
        userId,
        before: change.base,
        after: change.mine,
        photo: picturesOf(change),
        fields: [],
        status: null,
        message: null,
        ...more,
      };
    },
    counts() {
      const count = (state: Change['state']): number =>
        store.changes.filter((change) => change.state === state).length;
      return {
        waiting: count('waiting') + count('sending'),
        conflicts: count('conflict'),
        refused: count('refused'),
      };
    },
    async showAll() {
      const ids = new Map(store.changes.map(({ personId }) => [keyOf(personId), personId]));
      const pending: PendingPerson[] = [];
      for (const id of ids.values()) pending.push(await pendingOf(id, store.changes, undefined));
      if (pending.length > 0) await people.set(pending);
      for (const { personId } of store.ownPhotos.filter(isAwaited)) {
        ids.set(keyOf(personId), personId);
      }
      await showPhotoMarks(people, store, ids.values());
    },
  };
}

function picturesOf({ photo }: Change): NewActivity['photo'] {
  if (photo === null) return null;
  return { before: photo.before?.picture ?? null, after: photo.picture, jobId: photo.jobId };
}
