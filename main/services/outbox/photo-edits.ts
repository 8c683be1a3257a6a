import type { Activity } from '../../../preload/model/activity.ts';
import type { Change } from '../../../preload/model/change.ts';
import type { PhotoChange, Picture } from '../../../preload/model/photo.ts';
import { jobOfReturn } from '../../../preload/rules/job-of-return.ts';
import { createAppError } from '../errors.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { PendingPeople } from '../ports/pending-people.ts';
import type { Drain } from './drain.ts';
import type { Ledger } from './ledger.ts';
import type { NewChange } from './new-change.ts';
import { asNew, changesOf } from './pending.ts';
import { keyOf } from '../person-key.ts';
import { isShownFor } from './own-photo.ts';
import { wishesOf } from './replaced-wishes.ts';
import { isSent } from './sent-line.ts';

/** What a user does to photos, from the moment of choosing one. */
export interface PhotoEdits {
  /** Resolves once the change is safe on the disk; the picture is, already. */
  set(personId: string, picture: Picture, jobId: string | null): Promise<Change>;
  /** The same for a removal; null where nothing is left to send. */
  remove(personId: string, jobId: string | null): Promise<Change | null>;
  /** Ends a conflict. */
  decide(changeId: string, keep: 'mine' | 'theirs'): Promise<void>;
  /** The change of a conflict. Throws `AppError` where it has been decided already. */
  conflict(changeId: string): Change & { readonly photo: PhotoChange };
  /** Puts back what was replaced by a change that was sent. */
  undo(line: Activity): Promise<Change | null>;
}

/** Creates them for an outbox. */
export function createPhotoEdits(options: {
  readonly store: Pick<OutboxStore, 'ownPhotoOf' | 'activityOfJob'>;
  readonly ledger: Ledger;
  readonly drain: Drain;
  readonly people: PendingPeople;
  readonly newChange: NewChange;
}): PhotoEdits {
  const { store, ledger, drain, people, newChange } = options;

  const photoChangesOf = (personId: string): Change[] =>
    changesOf(ledger.changes, personId).filter(({ kind }) => kind === 'photo');

  async function want(
    personId: string,
    picture: Picture | null,
    jobId: string | null,
  ): Promise<Change | null> {
    const shown = await people.get(personId);
    if (shown === null) {
      throw createAppError(
        'not-found',
        'This person is no longer in the directory. Refresh the list.',
      );
    }
    const waiting = photoChangesOf(shown.id);
    const open = drain.openOf(waiting);
    const own = store.ownPhotoOf(shown.id);
    const photo: PhotoChange = {
      ...(open?.photo ?? { baseAvatarId: shown.avatarId, before: null, mayHaveArrived: false }),
      replaced: open?.photo ? wishesOf(open.photo) : [],
      picture,
      jobId,
      theirAvatarId: null,
    };
    const hadNone = photo.baseAvatarId === null && own === null && photo.before === null;
    if (picture === null && hadNone && waiting.length === (open === undefined ? 0 : 1)) {
      if (open === undefined) return null;
      await ledger.write({ drop: [open.id], log: [ledger.line(open, 'undone')] });
      return null;
    }
    const touched = open ?? newChange(shown.id, shown.displayName, 'photo');
    const change: Change = { ...touched, ...asNew, photo };
    await ledger.write({ put: [change] });
    drain.wake();
    return change;
  }

  async function set(personId: string, picture: Picture, jobId: string | null): Promise<Change> {
    const change = await want(personId, picture, jobId);
    if (change === null) throw new TypeError('A photo that is set is always to be sent');
    return change;
  }

  function conflict(changeId: string): Change & { readonly photo: PhotoChange } {
    const change = ledger.changes.find(({ id, state }) => id === changeId && state === 'conflict');
    if (!change?.photo) {
      throw createAppError('not-found', 'This conflict has been decided already.');
    }
    return { ...change, photo: change.photo };
  }

  /** Whether what a line of the log led to is what is there now, with nothing after it. */
  function isLatest({ personId, photo }: Activity, avatarId: string | null): boolean {
    const own = store.ownPhotoOf(personId);
    if (photoChangesOf(personId).length > 0) return false;
    const after = photo?.after ?? null;
    if (after === null) return own === null && avatarId === null;
    return isShownFor(own, avatarId) && own.picture.id === after.id;
  }

  /** What was there before; where several photos of a job followed each other, before the first. */
  function beforeJob(
    { personId, changeId }: Activity,
    { before, jobId }: NonNullable<Activity['photo']>,
  ): Picture | null {
    const lines = jobId === null ? [] : store.activityOfJob(jobId);
    const earlier = lines.slice(
      0,
      lines.findIndex((one) => one.changeId === changeId),
    );
    return earlier
      .filter((one) => keyOf(one.personId) === keyOf(personId) && isSent(one))
      .reduceRight(
        (found, { photo }) => (photo?.after?.id === found?.id ? (photo?.before ?? null) : found),
        before,
      );
  }

  return {
    set,
    remove: (personId, jobId) => want(personId, null, jobId),
    conflict,
    async decide(changeId, keep) {
      const change = conflict(changeId);
      const { photo } = change;
      await ledger.write(
        keep === 'theirs'
          ? { drop: [changeId], log: [ledger.line(change, 'discarded')] }
          : { put: [{ ...change, ...asNew, photo: against(photo, photo.theirAvatarId) }] },
      );
      drain.wake();
    },
    async undo(line) {
      // A photo that has just been sent is told from another's by what the cache has of it.
      await ledger.whenShown();
      const shown = await people.get(line.personId);
      if (line.photo === null || !isLatest(line, shown?.avatarId ?? null)) {
        throw createAppError(
          'conflict',
          'This photo has been changed again since, so it cannot be taken back. Choose the photo by hand.',
        );
      }
      return want(line.personId, beforeJob(line, line.photo), jobOfReturn(line.photo.jobId));
    },
  };
}

/** A change of the photo that the user has just seen: all that was known before is past. */
function against(photo: PhotoChange, baseAvatarId: string | null): PhotoChange {
  return { ...photo, baseAvatarId, before: null, mayHaveArrived: false, theirAvatarId: null };
}
