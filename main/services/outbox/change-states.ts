import type { Change } from '../../../preload/model/change.ts';
import { worstState } from './pending.ts';
import { keyOf } from '../person-key.ts';

/** What to show beside a person; null where nothing waits. */
export type ShownState = ReturnType<typeof worstState>;

/**
 * Tells what to show beside people, at the cost of one look at the changes each time that they have
 * changed: a list asks for hundreds of people at once.
 */
export function createChangeStates(
  changes: () => readonly Change[],
): (personId: string) => ShownState {
  let known: readonly Change[] | null = null;
  let states: ReadonlyMap<string, ShownState> = new Map();
  return (personId) => {
    const now = changes();
    if (now !== known) {
      known = now;
      states = statesOf(now);
    }
    return states.get(keyOf(personId)) ?? null;
  };
}

function statesOf(changes: readonly Change[]): ReadonlyMap<string, ShownState> {
  const byPerson = new Map<string, Change[]>();
  for (const change of changes) {
    const key = keyOf(change.personId);
    byPerson.set(key, [...(byPerson.get(key) ?? []), change]);
  }
  return new Map(Array.from(byPerson, ([key, theirs]) => [key, worstState(theirs)]));
}
