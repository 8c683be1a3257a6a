import type { Activity, ActivityPage, ActivityQuery } from '../../../preload/model/activity.ts';
import type { Change, Draft } from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import type { Picture } from '../../../preload/model/photo.ts';

/** A line for the log, before it has its number. */
export type NewActivity = Omit<Activity, 'id'>;

/**
 * Our copy of a photo that the server has from us. The server gives only a small picture of it back,
 * so the copy is shown for as long as the server's picture is the one that was made of it.
 */
export interface OwnPhoto {
  readonly personId: string;
  readonly picture: Picture;
  /** The `avatarId` of the server's small picture of it; null as long as the server has made none. */
  readonly avatarId: string | null;
  /** The `avatarId` that there was before, and that an old answer may still have. */
  readonly avatarIdBefore: string | null;
  /** True where the server has had it for minutes, and made no small picture of it. */
  readonly isLate: boolean;
}

/** Photos that were set in one go, as the log knows of them. */
export interface LoggedJob {
  readonly jobId: string;
  /** When the first line about it was written (ISO 8601, UTC). */
  readonly at: string;
}

/** What is written together: all of it, or nothing. */
export interface OutboxWrite {
  /** New or in place of those of the same id. */
  readonly put?: readonly Change[];
  /** Ids of changes that are no more. */
  readonly drop?: readonly string[];
  readonly log?: readonly NewActivity[];
  /** Our copies of photos, by person; null where there is none any more. */
  readonly own?: readonly { readonly personId: string; readonly photo: OwnPhoto | null }[];
  /** Fields that the server does not take for a person. */
  readonly lock?: readonly { readonly personId: string; readonly fields: readonly FieldName[] }[];
}

/** How the outbox was found at its opening. */
export type OutboxRecovery =
  /** Nothing was wrong, or there was none. */
  | 'none'
  /** One of the two copies was damaged, and the other one had everything. */
  | 'from-copy'
  /** Both were damaged: what could be read of either is there. */
  | 'partial';

/**
 * What a user has changed and the server has not proved to have. Every writing call returns after
 * the disk has confirmed it twice over, and throws `AppError` of the code `storage` otherwise: then
 * nothing of it is kept.
 */
export interface OutboxStore {
  readonly recovery: OutboxRecovery;
  /** Everything that waits, in the order in which it was made. */
  readonly changes: readonly Change[];
  /** The place of a change made now. */
  nextPlace(): number;
  write(write: OutboxWrite): void;
  lockedFields(personId: string): readonly FieldName[];
  /** Our copy of somebody's photo; null where we have none. */
  ownPhotoOf(personId: string): OwnPhoto | null;
  /** All of those copies, in no particular order. */
  readonly ownPhotos: readonly OwnPhoto[];
  /** The ids of the pictures that lines of the log name. */
  picturesInLog(): ReadonlySet<string>;
  draft(personId: string): Draft | null;
  keepDraft(draft: Draft): void;
  dropDraft(personId: string): void;
  activity(query: ActivityQuery): ActivityPage;
  /** A line of the log, newest first, that is about a change. */
  activityOf(changeId: string): readonly Activity[];
  /** The lines of the log about photos that were set in one go, the oldest first. */
  activityOfJob(jobId: string): readonly Activity[];
  /** The latest of such jobs that the log knows of, the newest first. */
  photoJobs(limit: number): readonly LoggedJob[];
  /** The whole log, oldest first. */
  allActivity(): Iterable<Activity>;
  /** Forgets the lines before a moment (ISO 8601, UTC). */
  pruneActivity(before: string): void;
  close(): void;
}
