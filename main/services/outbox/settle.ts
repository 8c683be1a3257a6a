import type { Change, MaybeSent } from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import { fieldsOf, isSameValue, keepFields } from '../../../preload/rules/person-fields.ts';
import type { OutboxWrite } from '../ports/outbox-store.ts';
import type { Ledger } from './ledger.ts';
import { wishesOf } from './replaced-wishes.ts';
import { changesOf } from './pending.ts';
import { remainderOf } from './send-change.ts';
import type { SendOutcome } from './send-outcome.ts';

/** Writes down what became of a change that was sent. */
export async function settle(ledger: Ledger, change: Change, outcome: SendOutcome): Promise<void> {
  const people = outcome.person === null ? [] : [outcome.person];
  await ledger.write(writeOf(ledger, change, outcome), people);
}

function writeOf(ledger: Ledger, change: Change, outcome: SendOutcome): OutboxWrite {
  if (outcome.kind === 'done') {
    const ended = outcome.wasThere ? 'already-there' : 'applied';
    return {
      put: afterRemoval(ledger.changes, change, outcome),
      drop: [change.id],
      log: [ledger.line(change, ended, { status: 200 })],
      ...(outcome.own === undefined ? {} : { own: [outcome.own] }),
    };
  }
  if (outcome.kind === 'conflict') {
    const { theirs, photo = change.photo } = outcome;
    return {
      ...absorbLater(ledger.changes, { ...change, photo, state: 'conflict', theirs, error: null }),
      log: [ledger.line(change, 'conflict', { fields: fieldsOf(theirs) })],
    };
  }
  const { error, notApplied } = outcome;
  const about = { status: error.status ?? null, message: error.serverText ?? error.message };
  if (notApplied.length === 0) {
    return {
      ...absorbLater(ledger.changes, { ...change, state: 'refused', error }),
      log: [ledger.line(change, 'refused', about)],
    };
  }
  const left = { ...change, ...remainderOf(change, notApplied), notApplied: [...notApplied] };
  return {
    // What was created is there: what is left of it is a change of somebody who exists.
    ...absorbLater(ledger.changes, { ...left, kind: 'update', state: 'refused', error }),
    lock: [{ personId: change.personId, fields: notApplied }],
    log: [ledger.line(change, 'partly-applied', { fields: [...notApplied], ...about })],
  };
}

/** A photo that was chosen while a removal was under way is to replace what that led to, which is none. */
function afterRemoval(
  changes: readonly Change[],
  { personId, place }: Change,
  { own }: Extract<SendOutcome, { kind: 'done' }>,
): Change[] {
  if (own?.photo !== null) return [];
  return changesOf(changes, personId).flatMap((later) =>
    later.photo === null || later.place <= place
      ? []
      : [{ ...later, photo: { ...later.photo, baseAvatarId: null } }],
  );
}

/**
 * A change that was sent in vain takes in what was made on top of it meanwhile, so that there is one
 * thing to send or to decide about, and nothing is compared with values that never came to be.
 */
export function absorbLater(
  changes: readonly Change[],
  change: Change,
): Pick<OutboxWrite, 'put' | 'drop'> {
  if (change.kind === 'password') return { put: [change], drop: [] };
  const ofSort = change.kind === 'photo' ? 'photo' : 'update';
  const later = changesOf(changes, change.personId).filter(
    ({ kind, place }) => kind === ofSort && place > change.place,
  );
  const drop = later.map(({ id }) => id);
  if (change.kind === 'photo') return { put: [later.reduce(absorbPhoto, change)], drop };
  const absorb = (all: Change, one: Change): Change =>
    all.kind === 'create'
      ? { ...all, mine: { ...all.mine, ...one.mine } }
      : { ...all, ...coalesce(all, one) };
  const whole = stillOpen(later.reduce(absorb, change));
  const isNothing = whole.kind === 'update' && fieldsOf(whole.mine).length === 0;
  return isNothing ? { drop: [...drop, change.id] } : { put: [whole], drop };
}

/** The last photo wins. What the server said of the one before says nothing of it. */
function absorbPhoto(all: Change, { photo }: Change): Change {
  if (all.photo === null || photo === null) return all;
  const { picture, jobId } = photo;
  const replaced = [...wishesOf(all.photo), ...photo.replaced];
  const state = all.state === 'refused' ? { state: 'waiting' as const, error: null } : {};
  return { ...all, ...state, photo: { ...all.photo, picture, jobId, replaced } };
}

/** Without the conflicts that a later edit has ended: by taking it back, or by wanting the same. */
function stillOpen(change: Change): Change {
  if (change.state !== 'conflict') return change;
  const theirs = keepFields(
    change.theirs,
    (field) =>
      field in change.mine &&
      !isSameValue(change.mine[field] ?? null, change.theirs[field] ?? null),
  );
  return { ...change, theirs, state: fieldsOf(theirs).length === 0 ? 'waiting' : 'conflict' };
}

/**
 * Drops changes from under those that were made on top of them: these are now against what the
 * dropped ones were made against, and what was maybe sent of those is found as our own.
 */
export function dropFromUnder(
  changes: readonly Change[],
  gone: readonly Change[],
): { readonly put: Change[]; readonly drop: string[] } {
  const put: Change[] = [];
  const drop = gone.map(({ id }) => id);
  for (const change of changes) {
    if (drop.includes(change.id)) continue;
    if (change.kind === 'photo') put.push(...standingPhoto(change, gone));
    if (change.kind !== 'update') continue;
    const under = changesOf(gone, change.personId).filter(({ place }) => place < change.place);
    if (under.length === 0) continue;
    const whole = under.reduceRight(standOn, change);
    if (fieldsOf(whole.mine).length === 0) drop.push(whole.id);
    else put.push(whole);
  }
  return { put, drop };
}

/** A photo on top of one that is dropped: what that one was to replace is what this one does. */
function standingPhoto(change: Change, gone: readonly Change[]): Change[] {
  const lowest = changesOf(gone, change.personId).find(
    ({ kind, place }) => kind === 'photo' && place < change.place,
  );
  if (!lowest?.photo || change.photo === null) return [];
  const { baseAvatarId, before, mayHaveArrived } = lowest.photo;
  return [{ ...change, photo: { ...change.photo, baseAvatarId, before, mayHaveArrived } }];
}

function standOn(change: Change, { base, theirs, maybeSent }: Change): Change {
  const isShared = (field: FieldName): boolean => field in change.mine;
  const lower = { base: keepFields({ ...base, ...theirs }, isShared), mine: {}, maybeSent };
  const sent = Object.entries(maybeSent).map(([field, values]) => [
    field,
    [...values, ...(change.maybeSent[field] ?? [])],
  ]);
  const all = { ...change.maybeSent, ...(Object.fromEntries(sent) as MaybeSent) };
  return { ...change, ...coalesce({ ...lower, maybeSent: all }, change), maybeSent: all };
}
