import type { Change } from '../../../../preload/model/change.ts';
import type { Person } from '../../../../preload/model/person.ts';
import type { FieldName } from '../../../../preload/model/person-fields.ts';
import { fieldsOf, isSameValue, valueOf } from '../../../../preload/rules/person-fields.ts';
import { changesOf, wantedValues } from '../../../../main/services/outbox/pending.ts';
import type { Served } from '../../../support/fake-people-server.ts';
import { broken } from './broken-invariant.ts';
import type { Entry, History } from './history.ts';
import { fields } from './operations.ts';
import type { Wishes } from './wishes.ts';

/** Holds what the outbox does against the invariants. Everything throws where one is broken. */
export interface Judge {
  /** A request of ours, just before the server does its part. */
  watch(served: Served): void;
  /** A change that the outbox shows. */
  changes(changes: readonly Change[]): void;
  /** Nothing acknowledged may be missing from both sides. */
  nothingLost(changes: readonly Change[]): void;
  /** What waits is what is shown. */
  shown(changes: readonly Change[], shown: ReadonlyMap<string, Person>): void;
}

export function createJudge(
  history: History,
  wishes: Wishes,
  managed: () => FieldName | null,
  /** After it, what the user saw may have been old. */
  hasCacheFailed: () => boolean,
): Judge {
  const readBefore = new Map<string, ReadonlyMap<FieldName, Entry | null>>();

  function put({ key, values }: Served): void {
    for (const field of fieldsOf(values)) {
      const value = values[field] ?? null;
      if (!wishes.send(key, field, value))
        broken('I2/I3 sent what nobody wants', key, field, value);
      const read = readBefore.get(key)?.get(field) ?? null;
      if (read === null || read.by === 'ours') continue;
      const isKnown = wishes.hasSeen(key, field, read.value) || isSameValue(read.value, value);
      if (!isKnown) broken('I4 overwrote what the user has not seen', key, field, read, value);
    }
  }

  function conflict(change: Change): void {
    const key = change.personId.toLowerCase();
    for (const field of fieldsOf(change.theirs)) {
      const theirs = change.theirs[field] ?? null;
      const isOthers =
        history.hasBeenSetBy(key, field, theirs, 'others') ||
        wishes.wasGivenUp(key, field, theirs) ||
        hasCacheFailed();
      if (!isOthers) broken('a conflict with ourselves', change);
      if (isSameValue(change.mine[field] ?? null, theirs)) broken('both want the same', change);
      if (isSameValue(change.mine[field] ?? null, change.base[field] ?? null)) {
        broken('a conflict about a field that the user has left alone', change);
      }
    }
  }

  function refused({ kind, personId, error, mine }: Change): void {
    const key = personId.toLowerCase();
    if (error?.code === 'invalid') broken('refused for no reason', personId, kind, error.message);
    if (kind !== 'create' || error?.code !== 'conflict') return;
    const isOurs =
      history.creatorOf(key) === 'ours' &&
      fieldsOf(mine).every((field) => (history.current(key, field)?.by ?? 'ours') === 'ours') &&
      // Given up, and created again: nobody can tell any more.
      !wishes.wasGivenUp(key, 'jobTitle', history.current(key, 'jobTitle')?.value ?? null);
    if (isOurs) broken('our own person is taken for somebody else’s', personId, mine);
  }

  return {
    watch(served) {
      if (served.method === 'GET') {
        const entries = fields.map((field) => [field, history.current(served.key, field)] as const);
        readBefore.set(served.key, new Map(entries));
      }
      if (served.method === 'PUT') put(served);
      if (served.method === 'POST' && history.creatorOf(served.key) === 'ours') {
        broken('created twice', served.key);
      }
    },
    changes(changes) {
      for (const change of changes) {
        if (change.state === 'conflict') conflict(change);
        if (change.state === 'refused') refused(change);
      }
    },
    nothingLost(changes) {
      for (const [key, field, wish] of wishes.live()) {
        const wanted = wantedValues(changesOf(changes, key));
        if (wanted !== null && field in wanted) {
          if (isSameValue(wanted[field] ?? null, wish.value)) continue;
          broken('I1 the outbox wants something else', key, field, wanted[field], wish);
        }
        if (history.hasHad(key, field, wish.value, wish.at)) continue;
        const current = history.current(key, field);
        if (wish.takesBack && current?.by !== 'ours') continue;
        // An attempt arrived that was given up on its way, and was never seen at the server.
        const isLeft =
          current !== null && wishes.isLeftOfGivenUp(key, field, current.value, current.at);
        if (wish.takesBack && isLeft) continue;
        // What the directory service manages was taken for what it is before.
        broken('I1 lost', key, field, wish, { current, managed: managed() });
      }
    },
    shown(changes, shown) {
      for (const { personId } of changes) {
        const person = shown.get(personId.toLowerCase());
        const wanted = wantedValues(changesOf(changes, personId)) ?? {};
        for (const field of fieldsOf(wanted)) {
          const value = person === undefined ? undefined : valueOf(person, field);
          if (value === undefined || !isSameValue(value, wanted[field] ?? null)) {
            broken('shows something else than what waits', personId, field, value, wanted[field]);
          }
        }
      }
    },
  };
}
