import type { Change } from '../../../preload/model/change.ts';
import { coalesce } from '../../../preload/rules/merge.ts';
import { fieldsOf } from '../../../preload/rules/person-fields.ts';
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
  const whole = change.kind === 'password' ? change : later.reduce(absorb, change);
  const drop = change.kind === 'password' ? [] : later.map(({ id }) => id);
  const isNothing = whole.kind === 'update' && fieldsOf(whole.mine).length === 0;
  return isNothing ? { drop: [...drop, change.id] } : { put: [whole], drop };
}
