import type { Change } from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import type { PhotoChange } from '../../../preload/model/photo.ts';
import { jobOfReturn } from '../../../preload/rules/job-of-return.ts';
import { fieldsOf, keepFields } from '../../../preload/rules/person-fields.ts';
import { waitsForUser } from '../../../preload/rules/waits-for-user.ts';
import { type ChangeSecrets, hasSecret } from './change-secrets.ts';
import type { Drain } from './drain.ts';
import type { Ledger } from './ledger.ts';
import { asNew } from './pending.ts';
import { keyOf } from '../person-key.ts';
import { withoutLatestWish } from './replaced-wishes.ts';
import { dropFromUnder } from './settle.ts';

/** The ways in which a user gives up what waits. */
export interface GivingUp {
  /** Gives up what waits for the user, or what is named; null for all that waits for the user. */
  discard(ids: readonly string[] | null): Promise<void>;
  /** Takes a change back that waits. What may have arrived is sent back; the rest is dropped. */
  takeBack(change: Change): Promise<Change | null>;
}

/** Creates them for an outbox. */
export function createGivingUp(options: {
  readonly ledger: Ledger;
  readonly drain: Drain;
  readonly secrets: ChangeSecrets;
}): GivingUp {
  const { ledger, drain, secrets } = options;

  async function discard(ids: readonly string[] | null): Promise<void> {
    const chosen = ledger.changes.filter((change) =>
      ids === null ? waitsForUser(change) : ids.includes(change.id),
    );
    const free = chosen.filter(({ personId }) => !drain.isBusy(personId));
    // Nothing of them may be sent between the wiping of the passwords and the end of the changes.
    const held = [...new Set(free.map(({ personId }) => keyOf(personId)))].map((key) =>
      drain.hold(key),
    );
    try {
      for (const { id } of withFollowers(free).filter(hasSecret)) await secrets.wipe(id);
      await drop(withFollowers(free));
    } finally {
      for (const release of held) release();
    }
    drain.wake();
  }

  /** What was to happen to somebody who is not to be created is pointless. */
  function withFollowers(chosen: readonly Change[]): Change[] {
    const creations = new Set(
      chosen.flatMap(({ kind, personId }) => (kind === 'create' ? [keyOf(personId)] : [])),
    );
    const ids = new Set(chosen.map(({ id }) => id));
    return ledger.changes.filter(
      ({ id, personId }) => ids.has(id) || creations.has(keyOf(personId)),
    );
  }

  async function drop(gone: readonly Change[]): Promise<void> {
    if (gone.length === 0) return;
    await ledger.write({
      ...dropFromUnder(ledger.changes, gone),
      log: gone.map((change) => ledger.line(change, 'discarded')),
    });
  }

  async function takeBack(change: Change): Promise<Change | null> {
    const mayHaveArrived = (field: FieldName): boolean =>
      field in change.maybeSent && !(field in change.theirs);
    const base = keepFields(change.base, mayHaveArrived);
    if (change.photo !== null) return takePhotoBack(change, change.photo);
    if (change.kind !== 'update' || fieldsOf(base).length === 0) {
      await discard([change.id]);
      return null;
    }
    const back: Change = { ...change, base, mine: base, ...asNew };
    const { put, drop } = dropFromUnder(ledger.changes, [change]);
    await ledger.write({ put: [back, ...put], drop: drop.filter((id) => id !== change.id) });
    drain.wake();
    return back;
  }

  /** What was chosen before it waits again; what may have arrived is replaced by what was there. */
  async function takePhotoBack(change: Change, photo: PhotoChange): Promise<Change | null> {
    const former = withoutLatestWish(photo);
    if (former !== null) {
      const again: Change = { ...change, ...asNew, photo: former };
      await ledger.write({ put: [again], log: [ledger.line(change, 'undone')] });
      drain.wake();
      return again;
    }
    if (photo.before === null || change.state === 'conflict') {
      await discard([change.id]);
      return null;
    }
    const jobId = jobOfReturn(photo.jobId);
    const back: Change = { ...change, ...asNew, photo: { ...photo, ...photo.before, jobId } };
    await ledger.write({ put: [back] });
    drain.wake();
    return back;
  }

  return { discard, takeBack };
}
