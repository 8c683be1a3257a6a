import type { Change } from '../../../../preload/model/change.ts';
import { changesOf } from '../../../../main/services/outbox/pending.ts';
import type { Writer } from './history.ts';

/** The id of a picture; null for no photo. */
export type Wanted = string | null;

/** A photo that somebody had at the server, from some moment on. */
export interface PhotoEntry {
  readonly picture: Wanted;
  readonly avatarId: string | null;
  readonly by: Writer;
  readonly at: number;
}

/** A photo that the user wants, or none. */
export interface PhotoWish {
  readonly picture: Wanted;
  readonly at: number;
  /** Where only what waited was taken back, others may have anything there. */
  readonly takesBack: boolean;
}

/** What is known of the photo of a person: what the server has had, and what the user wants. */
export interface PhotoRecord {
  /** The id of the person in lower case. */
  readonly key: string;
  readonly entries: PhotoEntry[];
  readonly wishes: PhotoWish[];
  readonly givenUp: Set<Wanted>;
  /** The `avatarId`s that the user has seen and decided to replace. */
  readonly seen: Set<string | null>;
  /** What waits in one change, the latest last. */
  readonly chains: Map<string, Wanted[]>;
  /** Two changes were there at a time: what one of them takes in of the other is not followed. */
  isMixed: boolean;
  /** Requests of ours whose answer was lost, since when nobody can tell whose photo is there. */
  mayHaveArrived: { upload: boolean; removal: boolean };
  /** What the first of them was to replace; null as long as there is none. */
  replacedByUs: PhotoEntry | null;
  /** What the server has answered before a request of ours. */
  readBefore: PhotoEntry;
  sentAt: number;
}

/** Begins the record of somebody without a photo. */
export function createPhotoRecord(key: string): PhotoRecord {
  const none: PhotoEntry = { picture: null, avatarId: null, by: 'others', at: 0 };
  return {
    ...{ key, entries: [none], readBefore: none, replacedByUs: null },
    ...{ wishes: [], givenUp: new Set(), seen: new Set(), chains: new Map() },
    ...{ isMixed: false, mayHaveArrived: { upload: false, removal: false }, sentAt: 0 },
  };
}

/** What the server has now. */
export function currentOf({ entries, readBefore }: PhotoRecord): PhotoEntry {
  return entries.at(-1) ?? readBefore;
}

/** Whether the server has had what is wanted at some moment since. */
export function hasHad({ entries }: PhotoRecord, { picture, at }: PhotoWish): boolean {
  return entries.some(
    (entry, index) =>
      entry.picture === picture && (entries[index + 1]?.at ?? Number.POSITIVE_INFINITY) > at,
  );
}

/** Whatever was sent before is settled. */
export function forgetAttempts(record: PhotoRecord): void {
  record.mayHaveArrived = { upload: false, removal: false };
  record.replacedByUs = null;
}

/** The changes of somebody's photo, in their order. */
export function photoChangesOf(changes: readonly Change[], key: string): Change[] {
  return changesOf(changes, key).filter(({ kind }) => kind === 'photo');
}

/** What a change of a photo is to lead to. */
export function pictureOf({ photo }: Change): Wanted {
  return photo?.picture?.id ?? null;
}
