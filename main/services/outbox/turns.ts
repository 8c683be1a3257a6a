import type { Change } from '../../../preload/model/change.ts';
import { createSignal } from '../signal.ts';
import { nextToSend } from './pending.ts';
import { keyOf } from '../person-key.ts';
import type { SendOutcome } from './send-outcome.ts';

/** Whose change is to be sent next, and who is not to be touched meanwhile. */
export interface Turns {
  /** The change to send next; undefined where nothing can be sent. */
  next(): Change | undefined;
  /** Whether a change of this person is under way, or has arrived and could not be written down yet. */
  isBusy(personId: string): boolean;
  /** The last of some changes of a person, if it can still be added to; one under way is left alone. */
  openOf(changes: readonly Change[]): Change | undefined;
  /**
   * Sends nothing of a person until the answer is called; for one who is not busy. The others of
   * theirs may still be added to where one change is named.
   */
  hold(personId: string, changeId?: string): () => void;
  /** Resolves once nothing of this person is under way. */
  whenFree(personId: string): Promise<void>;
  /** The server did not take it now: others go first until it does. */
  putOff(changeId: string): void;
  /** What is proved of a change; undefined where nothing is. */
  outcomeOf(changeId: string): SendOutcome | undefined;
  /**
   * Keeps what is proved until it is written down: passwords cannot be proved a second time. Nothing
   * is added to such a change, since the outcome says nothing of what comes later.
   */
  prove(change: Change, outcome: SendOutcome): void;
  /** It is written down what became of a change. */
  end(changeId: string): void;
}

/** Creates the turns of an outbox. */
export function createTurns(changes: () => readonly Change[]): Turns {
  const busy = new Map<string, string | null>();
  const timesPutOff = new Map<string, number>();
  const proved = new Map<string, { readonly key: string; readonly outcome: SendOutcome }>();
  const freed = createSignal<null>();

  function isBusy(personId: string): boolean {
    const key = keyOf(personId);
    return busy.has(key) || [...proved.values()].some((one) => one.key === key);
  }

  function isUnderWay({ id, personId }: Change): boolean {
    const held = busy.get(keyOf(personId));
    return held === null || held === id || proved.has(id);
  }

  return {
    next: () => nextToSend(changes(), busy, timesPutOff),
    isBusy,
    openOf(some) {
      const last = some.at(-1);
      return last === undefined || isUnderWay(last) ? undefined : last;
    },
    hold(personId, changeId) {
      const key = keyOf(personId);
      busy.set(key, changeId ?? null);
      return () => {
        busy.delete(key);
        freed.emit(null);
      };
    },
    whenFree(personId) {
      return new Promise((resolve) => {
        const look = (): void => {
          if (isBusy(personId)) return;
          forget();
          resolve();
        };
        const forget = freed.subscribe(look);
        look();
      });
    },
    putOff(changeId) {
      const left = new Set(changes().map(({ id }) => id));
      for (const id of timesPutOff.keys()) if (!left.has(id)) timesPutOff.delete(id);
      timesPutOff.set(changeId, (timesPutOff.get(changeId) ?? 0) + 1);
    },
    outcomeOf: (changeId) => proved.get(changeId)?.outcome,
    prove(change, outcome) {
      proved.set(change.id, { key: keyOf(change.personId), outcome });
    },
    end(changeId) {
      proved.delete(changeId);
      timesPutOff.delete(changeId);
      freed.emit(null);
    },
  };
}
