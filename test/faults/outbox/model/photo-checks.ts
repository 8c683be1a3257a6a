import type { Change } from '../../../../preload/model/change.ts';
import { broken } from './broken-invariant.ts';
import { currentOf, hasHad, type PhotoRecord, pictureOf, type Wanted } from './photo-record.ts';

/** What is to wait after a change was taken back; where that is known for sure. */
export function checkUndone(record: PhotoRecord, undone: Change, left: Change | undefined): void {
  const { key, isMixed, chains, replacedByUs } = record;
  if (isMixed) return;
  const is = left === undefined ? 'nothing' : pictureOf(left);
  const chain = chains.get(undone.id) ?? [];
  const former = chain.at(-2);
  if (former !== undefined) {
    chain.pop();
    if (is !== former) broken('undo led elsewhere than to the wish before', key, is, former);
    return;
  }
  const isThere = replacedByUs === null || undone.state === 'conflict';
  const back = isThere ? 'nothing' : replacedByUs.picture;
  if (is !== back) broken('undo led elsewhere than to what was there', key, is, back);
}

/** A conflict must be with somebody else; after the cache has failed, what the user saw may have been old. */
export function checkConflict(
  record: PhotoRecord,
  { photo }: Change,
  hasCacheFailed: boolean,
): void {
  const avatarId = photo?.theirAvatarId ?? null;
  const theirs = record.entries.findLast((entry) => entry.avatarId === avatarId);
  if (theirs?.by === 'others' || hasCacheFailed) return;
  // Of what was given up nobody knows any more that it is ours, but for what waited on top of it.
  if (record.givenUp.has(theirs?.picture ?? null) && !record.mayHaveArrived.upload) return;
  broken('a conflict about a photo with ourselves', record.key, photo, theirs);
}

/** What is wanted must wait, or have been at the server. */
export function checkWish(record: PhotoRecord, pending: Change | undefined): void {
  const { key, wishes, givenUp } = record;
  const wish = wishes.at(-1);
  if (pending !== undefined) {
    if (pictureOf(pending) === wish?.picture) return;
    broken('I1 the outbox wants another photo', key, pending.photo, wish);
  }
  if (wish === undefined || hasHad(record, wish)) return;
  const current = currentOf(record);
  const isLeft = current.by === 'others' || givenUp.has(current.picture);
  if (!wish.takesBack || !isLeft) broken('I1 a photo is lost', key, wish, current);
}

/** What is sent must be wanted, not older than the last that was sent, and replace what the user has seen. */
export function checkSent(record: PhotoRecord, picture: Wanted, hasCacheFailed: boolean): void {
  const { key, wishes, readBefore, seen, mayHaveArrived } = record;
  const wish = wishes.find((one) => one.at >= record.sentAt && one.picture === picture);
  if (wish === undefined) broken('I2/I3 sent a photo that nobody wants', key, picture, wishes);
  record.sentAt = wish.at;
  if (readBefore.by === 'ours' || readBefore.picture === picture) return;
  // Nobody can tell that it is not ours.
  const isExcused =
    mayHaveArrived.upload || (mayHaveArrived.removal && readBefore.avatarId === null);
  if (seen.has(readBefore.avatarId) || isExcused || hasCacheFailed) return;
  broken('I4 replaced a photo that the user has not seen', key, picture, readBefore);
}

/** Where nothing waits, and what is there is ours, it must be the last one wanted. */
export function checkAtEnd(record: PhotoRecord): void {
  const [wish, current] = [record.wishes.at(-1), currentOf(record)];
  if (wish === undefined || current.by === 'others' || current.picture === wish.picture) return;
  broken('the photo at the server is not the last one wanted', record.key, current, wish);
}
