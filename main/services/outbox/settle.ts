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
      ...park(ledger, { ...change, state: 'conflict', theirs, error: null }),
      log: [ledger.line(change, 'conflict', { fields: fieldsOf(theirs) })],
    };
  }
  const { error, notApplied } = outcome;
  const about = { status: error.status ?? null, message: error.serverText ?? error.message };
  if (notApplied.length === 0) {
    return {
      ...park(ledger, { ...change, state: 'refused', error }),
      log: [ledger.line(change, 'refused', about)],
    };
  }
  const left = { ...change, ...remainderOf(change, notApplied), notApplied: [...notApplied] };
  return {
    // What was created is there: what is left of it is a change of somebody who exists.
    ...park(ledger, { ...left, kind: 'update', state: 'refused', error }),
    lock: [{ personId: change.personId, fields: notApplied }],
    log: [ledger.line(change, 'partly-applied', { fields: [...notApplied], ...about })],
  };
}

/**
 * A change that now waits for the user takes in what was made on top of it, so that there is one
 * thing to decide about, and nothing is compared with values that never came to be.
 */
function park(ledger: Ledger, parked: Change): Pick<OutboxWrite, 'put' | 'drop'> {
  const later = changesOf(ledger.changes, parked.personId).filter(
    ({ id, kind, place }) => id !== parked.id && kind === 'update' && place > parked.place,
  );
  const whole = later.reduce<Change>((all, one) => ({ ...all, ...coalesce(all, one) }), parked);
  const isNothing = whole.kind === 'update' && fieldsOf(whole.mine).length === 0;
  const drop = later.map(({ id }) => id);
  return isNothing ? { drop: [...drop, parked.id] } : { put: [whole], drop };
}
