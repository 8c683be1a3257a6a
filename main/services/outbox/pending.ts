import type { Change, ChangeState } from '../../../preload/model/change.ts';
import type { FieldValues } from '../../../preload/model/person-fields.ts';
import { keyOf } from '../person-key.ts';

/** The changes of one person, in their order. */
export function changesOf(changes: readonly Change[], personId: string): Change[] {
  return changes.filter((change) => keyOf(change.personId) === keyOf(personId));
}

/** What all that waits for a person comes to; null where nothing waits. */
export function wantedValues(changes: readonly Change[]): FieldValues | null {
  if (changes.length === 0) return null;
  return changes.reduce<FieldValues>((values, { mine }) => ({ ...values, ...mine }), {});
}

/** What to show beside a person: the worst that has happened to one of the changes. */
export function worstState(changes: readonly Change[]): Exclude<ChangeState, 'sending'> | null {
  const states = new Set(changes.map(({ state }) => state));
  if (states.has('conflict')) return 'conflict';
  if (states.has('refused')) return 'refused';
  return states.size === 0 ? null : 'waiting';
}

/** A photo that the server refuses does not hold up the fields, nor they the photo. */
function laneOf(key: string, isPhoto: boolean): string {
  return `${isPhoto ? 'photo' : 'fields'} ${key}`;
}

/**
 * The next change to send: the oldest of a person whom nothing stands in the way of. Those that were
 * put off come after the others, so that one that the server does not take holds nobody up.
 */
export function nextToSend(
  changes: readonly Change[],
  busy: ReadonlyMap<string, unknown>,
  timesPutOff: ReadonlyMap<string, number>,
): Change | undefined {
  const isFree = createIsFree(busy);
  if (timesPutOff.size === 0) return changes.find(isFree);
  const timesOf = ({ id }: Change): number => timesPutOff.get(id) ?? 0;
  const free = changes.filter(isFree);
  const fewest = Math.min(...new Set(free.map(timesOf)));
  return free.find((change) => timesOf(change) === fewest);
}

/** Whether a change may go, for all changes in their order. */
function createIsFree(busy: ReadonlyMap<string, unknown>): (change: Change) => boolean {
  const passed = new Set<string>();
  return (change) => {
    const key = keyOf(change.personId);
    const isPhoto = change.kind === 'photo';
    if (busy.has(key) || passed.has(laneOf(key, isPhoto))) return false;
    // Only the first one of a person may go: order is kept, also behind what waits for the user.
    passed.add(laneOf(key, isPhoto));
    // Nothing goes before somebody is there.
    if (change.kind === 'create') passed.add(laneOf(key, true));
    return change.state === 'waiting' || change.state === 'sending';
  };
}

/** Of a change that the user has just had in hand: what was said of it before does not count. */
export const asNew: Pick<Change, 'state' | 'theirs' | 'notApplied' | 'error'> = {
  state: 'waiting',
  theirs: {},
  notApplied: [],
  error: null,
};
