import type { Activity } from '../../../preload/model/activity.ts';
import type { Change, Draft, Edit, OutboxState } from '../../../preload/model/change.ts';
import type { Person, PersonRow } from '../../../preload/model/person.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { fold } from '../../../preload/rules/fold.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import { fieldsOf, withValues } from '../../../preload/rules/person-fields.ts';
import { personWith } from '../../support/people.ts';
import type { Answers } from './fake-bridge.ts';

/** Where a fake outbox keeps people, and how it tells of news. */
interface Surroundings {
  readonly people: () => readonly Person[];
  readonly change: (people: readonly Person[]) => void;
  readonly push: (channel: 'outbox:changed', state: OutboxState) => void;
}

/** A change as main would tell of it, with what is given. */
export function changeWith(given: Partial<Change> & Pick<Change, 'personId'>): Change {
  return {
    id: `change-${given.personId}`,
    place: 0,
    displayName: given.personId,
    kind: 'update',
    base: {},
    mine: {},
    maybeSent: {},
    state: 'waiting',
    theirs: {},
    notApplied: [],
    photo: null,
    wasAbsent: false,
    madeAt: '2026-03-01T09:00:00.000Z',
    attempts: 0,
    error: null,
    ...given,
  };
}

/** A line of the log as main would tell of it, with what is given. */
export function activityWith(given: Partial<Activity> & Pick<Activity, 'id'>): Activity {
  return {
    changeId: `change-${given.id}`,
    personId: 'ada',
    displayName: 'Ada Lovelace',
    kind: 'update',
    outcome: 'applied',
    at: '2026-03-01T09:00:00.000Z',
    userId: 'admin',
    before: {},
    after: {},
    fields: [],
    photo: null,
    status: 200,
    message: null,
    ...given,
  };
}

/** What a fake outbox begins with. */
export interface FakeOutboxOptions {
  /** What waits to be sent. */
  readonly changes?: readonly Change[];
  /** Part of what waited may be lost. */
  readonly isPartial?: boolean;
  /** Why nothing is being sent. */
  readonly pausedBy?: OutboxState['pausedBy'];
  /** The log of what was sent, the newest first. */
  readonly activity?: readonly Activity[];
}

/** An outbox in memory: it keeps what is saved, shows people with it, and never sends. */
export function createFakeOutbox(
  { people, change: changePeople, push }: Surroundings,
  { changes: first = [], pausedBy = null, isPartial = false, activity = [] }: FakeOutboxOptions,
) {
  let changes = [...first];
  const drafts = new Map<string, Draft>();
  let made = 0;

  const state = (): OutboxState => {
    const count = (...states: Change['state'][]): number =>
      changes.filter((one) => states.includes(one.state)).length;
    return {
      waiting: count('waiting', 'sending'),
      conflicts: count('conflict'),
      refused: count('refused'),
      isPartial,
      pausedBy,
      nextTryAt: null,
    };
  };

  function put(next: readonly Change[]): void {
    changes = [...next];
    push('outbox:changed', state());
  }

  function add(given: Partial<Change> & Pick<Change, 'personId'>): Change {
    made += 1;
    const change = changeWith({ id: `saved-${made}`, place: made, ...given });
    put([...changes, change]);
    return change;
  }

  function show(personId: string, values: Edit['mine']): void {
    changePeople(people().map((one) => (one.id === personId ? withValues(one, values) : one)));
  }

  function save({ personId, base, mine }: Edit): Change | null {
    const person = people().find(({ id }) => id === personId);
    const open = changes.find((one) => one.personId === personId && one.kind === 'update');
    const touched = open ?? changeWith({ personId });
    const values = coalesce(touched, { base, mine });
    put(changes.filter((one) => one !== open));
    const isLeft = fieldsOf(values.mine).length > 0;
    const change = isLeft
      ? add({ personId, displayName: person?.displayName ?? personId, ...values })
      : null;
    show(personId, mine);
    return change;
  }

  function drop(isGone: (change: Change) => boolean): void {
    for (const { personId, base } of changes.filter(isGone)) show(personId, base);
    put(changes.filter((change) => !isGone(change)));
  }

  const answers = {
    'edits:save': save,
    'edits:create': ({ id, values }) => {
      changePeople([...people(), withValues(personWith({ id }), values)]);
      return add({ personId: id, displayName: id, kind: 'create', mine: values });
    },
    'edits:isTaken': ({ id }) => ({
      isTaken: people().some((one) => one.id.toLowerCase() === id.toLowerCase()),
      isCertain: true,
    }),
    'edits:lookalikes': ({ email, name, exceptId }) =>
      people()
        .filter((one) => one.id !== exceptId)
        .filter(
          (one) =>
            (email !== null && one.email === email) || (name !== null && one.displayName === name),
        )
        .slice(0, 5)
        .map(({ id, displayName }) => ({ id, displayName })),
    'edits:undo': ({ changeId }) => {
      drop(({ id }) => id === changeId);
      return null;
    },
    'edits:lockedFields': (): FieldName[] => [],
    'edits:draft': ({ personId }) => drafts.get(personId) ?? null,
    'edits:keepDraft': (draft) => {
      drafts.set(draft.personId, draft);
      return null;
    },
    'edits:dropDraft': ({ personId }) => {
      drafts.delete(personId);
      return null;
    },
    'outbox:state': state,
    'outbox:list': () => [...changes],
    'outbox:ofPerson': ({ personId }) => changes.filter((one) => one.personId === personId),
    'outbox:retry': ({ ids }) => {
      put(
        changes.map((one) =>
          one.state === 'refused' && (ids === null || ids.includes(one.id))
            ? { ...one, state: 'waiting', error: null }
            : one,
        ),
      );
      return null;
    },
    'outbox:discard': ({ ids }) => {
      drop(({ id, state: how }) =>
        ids === null ? how === 'refused' || how === 'conflict' : ids.includes(id),
      );
      return null;
    },
    'outbox:resolve': ({ changeId, values }) => {
      const change = changes.find(({ id }) => id === changeId);
      if (change !== undefined) show(change.personId, values);
      put(changes.filter(({ id }) => id !== changeId));
      return null;
    },
    'activity:list': ({ text, outcome, before, limit }) => {
      const found = activity.filter(
        (line) =>
          (before === null || line.id < before) &&
          (outcome === null || line.outcome === outcome) &&
          fold(JSON.stringify(line)).includes(fold(text)),
      );
      return { lines: found.slice(0, limit), hasMore: found.length > limit };
    },
    'activity:export': () => true,
    'links:open': () => null,
  } satisfies Partial<Answers>;

  return {
    answers,
    /** What a row of the list shows of what waits for a person. */
    stateOf(personId: string): PersonRow['changeState'] {
      const states = changes.filter((one) => one.personId === personId).map((one) => one.state);
      if (states.includes('conflict')) return 'conflict';
      if (states.includes('refused')) return 'refused';
      return states.length > 0 ? 'waiting' : null;
    },
    /** Exchanges what waits, and tells the renderer. */
    put,
    /** What is kept of what was typed and not saved, by person. */
    drafts: drafts as ReadonlyMap<string, Draft>,
  };
}
