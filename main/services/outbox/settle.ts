import type { Change, MaybeSent } from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import { fieldsOf, isSameValue, keepFields } from '../../../preload/rules/person-fields.ts';
import type { OutboxWrite } from '../ports/outbox-store.ts';
import type { Ledger } from './ledger.ts';
import { changesOf } from './pending.ts';
import { remainderOf, type SendOutcome } from './send-change.ts';

/** Writes down what became of a change that was sent. */
export async function settle(ledger: Ledger, change: Change, outcome: SendOutcome): Promise<void> {
  const people = outcome.person === null ? [] : [outcome.person];
  await ledger.write(writeOf(ledger, change, outcome), people);
}

function writeOf(ledger: Ledger, change: Change, outcome: SendOutcome): OutboxWrite {
  if (outcome.kind === 'done') {
    const ended = outcome.wasThere ? 'already-there' : 'applied';
    return { drop: [change.id], log: [ledger.line(change, ended, { status: 200 })] };
  }
  if (outcome.kind === 'conflict') {
    const { theirs } = outcome;
    return {
      ...absorbLater(ledger.changes, { ...change, state: 'conflict', theirs, error: null }),
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

/**
 * A change that was sent in vain takes in what was made on top of it meanwhile, so that there is one
 * thing to send or to decide about, and nothing is compared with values that never came to be.
 */
export function absorbLater(
  changes: readonly Change[],
  change: Change,
): Pick<OutboxWrite, 'put' | 'drop'> {
  const later = changesOf(changes, change.personId).filter(
    ({ kind, place }) => kind === 'update' && place > change.place,
  );
  const absorb = (all: Change, one: Change): Change =>
    all.kind === 'create'
      ? { ...all, mine: { ...all.mine, ...one.mine } }
      : { ...all, ...coalesce(all, one) };
  const whole = change.kind === 'password' ? change : stillOpen(later.reduce(absorb, change));
  const drop = change.kind === 'password' ? [] : later.map(({ id }) => id);
  const isNothing = whole.kind === 'update' && fieldsOf(whole.mine).length === 0;
  return isNothing ? { drop: [...drop, change.id] } : { put: [whole], drop };
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
    if (change.kind !== 'update' || drop.includes(change.id)) continue;
    const under = changesOf(gone, change.personId).filter(({ place }) => place < change.place);
    if (under.length === 0) continue;
    const whole = under.reduceRight(standOn, change);
    if (fieldsOf(whole.mine).length === 0) drop.push(whole.id);
    else put.push(whole);
  }
  return { put, drop };
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
