import type { OutboxStore } from '../ports/outbox-store.ts';
import type { PendingPeople, PhotoMark } from '../ports/pending-people.ts';
import { isAwaited } from './own-photo.ts';
import { changesOf } from './pending.ts';

type Known = Pick<OutboxStore, 'changes' | 'ownPhotoOf'>;

/**
 * Shows whether some people count as having a photo: what waits decides, then a photo of ours whose
 * small picture the server has still to make, then the server. To be called after each change of the
 * two; what is known is read at once, so that the last of several calls is the one that counts.
 */
export async function showPhotoMarks(
  people: Pick<PendingPeople, 'setPhotoMarks'>,
  known: Known,
  personIds: Iterable<string>,
): Promise<void> {
  const marks = Array.from(personIds, (personId) => markOf(personId, known));
  if (marks.length > 0) await people.setPhotoMarks(marks);
}

function markOf(personId: string, known: Known): PhotoMark {
  const waiting = changesOf(known.changes, personId).findLast(({ photo }) => photo !== null)?.photo;
  if (waiting !== undefined && waiting !== null) {
    return { personId, hasPhoto: waiting.picture !== null };
  }
  return { personId, hasPhoto: isAwaited(known.ownPhotoOf(personId)) ? true : null };
}
