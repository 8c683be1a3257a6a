import type { Change } from '../../../preload/model/change.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { PhotoChange, Picture } from '../../../preload/model/photo.ts';
import type { AppErrorData } from '../../../preload/model/app-error.ts';
import { createAppError, toAppError } from '../errors.ts';
import { isAnswerLost } from '../lost-answer.ts';
import type { AvatarAnswer } from '../ports/alfresco.ts';
import type { OwnPhoto } from '../ports/outbox-store.ts';
import { isShownFor } from './own-photo.ts';
import type { PhotoSources, SendContext, SendOutcome } from './send-outcome.ts';

/**
 * Sends a photo, or has one removed. The People API cannot tell which picture it has: after a lost
 * answer the same bytes are sent once more, which leads to the same photo under another `avatarId`,
 * and a removal of what is gone is answered like any other.
 */
export async function sendPhoto(change: Change, context: SendContext): Promise<SendOutcome> {
  const { client, signal, photos } = context;
  const { photo } = change;
  if (photo === null) throw isGone();
  const now = await client.people.get(change.personId, { signal });
  const own = photos.ownOf(change.personId);
  if (isTheirs(photo, now, own)) {
    return {
      kind: 'conflict',
      person: now,
      theirs: {},
      photo: { ...photo, theirAvatarId: now.avatarId },
    };
  }
  if (photo.picture === null && hasNone(now, own)) {
    return { kind: 'done', person: now, wasThere: true, own: { personId: now.id, photo: null } };
  }
  // Read before anything is noted: what cannot be sent has not been on its way.
  const bytes = photo.picture === null ? null : await readPicture(photo.picture, photos);
  const before = photo.before ?? (await readBefore(now, own, context));
  const mayHaveArrived = photo.mayHaveArrived || bytes !== null;
  context.note({ photo: { ...photo, before, mayHaveArrived } });
  try {
    return photo.picture === null || bytes === null
      ? await remove(now, context)
      : await upload(now, photo.picture, bytes, context);
  } catch (error) {
    // Nothing has arrived by this attempt: what is known of the photo at the server is as before it.
    if (!isAnswerLost(error)) context.note({ photo });
    throw error;
  }
}

/**
 * Whether somebody else has changed the photo since the user saw it. Where an upload of ours may have
 * arrived, or one's small picture is still to come, any `avatarId` may be ours; where a removal may
 * have, or is wanted, that there is none is nobody's else.
 */
function isTheirs(photo: PhotoChange, now: Person, own: OwnPhoto | null): boolean {
  if (now.avatarId === photo.baseAvatarId) return false;
  if (isShownFor(own, now.avatarId)) return false;
  if (photo.mayHaveArrived) return false;
  return now.avatarId !== null || (photo.picture !== null && photo.before === null);
}

/** Whether there is nothing to remove; a photo of ours without a small picture does not show. */
function hasNone({ avatarId }: Person, own: OwnPhoto | null): boolean {
  return avatarId === null && own?.avatarId !== null;
}

/** The photo that is about to be replaced: the best that can be had of it, kept for undo. */
async function readBefore(
  now: Person,
  own: OwnPhoto | null,
  { client, signal, photos }: SendContext,
): Promise<NonNullable<PhotoChange['before']>> {
  if (isShownFor(own, now.avatarId) && (await photos.pictures.read(own.picture.id)) !== null) {
    return { picture: own.picture };
  }
  if (now.avatarId === null) return { picture: null };
  let answer: AvatarAnswer;
  try {
    answer = await client.avatars.get(now.id, { placeholder: false }, { signal });
  } catch (error) {
    // The server has lost it, or answers with something else: nobody can have that back.
    if (!isUnreadable(toAppError(error).data)) throw error;
    return { picture: null };
  }
  return { picture: answer.kind === 'photo' ? await photos.pictures.keep(answer.bytes) : null };
}

/** Whether the server has answered, and not with a picture; it has just told of the person. */
function isUnreadable({ code, reason, status }: AppErrorData): boolean {
  return reason === 'bad-answer' || (code === 'server' && status === 500);
}

async function readPicture(picture: Picture, { pictures }: PhotoSources): Promise<Uint8Array> {
  const kept = await pictures.read(picture.id);
  if (kept === null) throw isGone();
  return kept.bytes;
}

async function remove(now: Person, { client, signal }: SendContext): Promise<SendOutcome> {
  await client.avatars.delete(now.id, { signal });
  return {
    kind: 'done',
    person: { ...now, avatarId: null },
    wasThere: false,
    own: { personId: now.id, photo: null },
  };
}

async function upload(
  now: Person,
  picture: Picture,
  bytes: Uint8Array,
  { client, signal }: SendContext,
): Promise<SendOutcome> {
  const photo = { bytes, contentType: picture.type };
  const { avatarId } = await client.avatars.put(now.id, photo, { signal });
  // Before 6.1 the small picture is there at once; an old one is no sign of it.
  const made = avatarId === now.avatarId ? null : avatarId;
  return {
    kind: 'done',
    // The answer to an upload has no capabilities.
    person: { ...now, avatarId: made },
    wasThere: false,
    own: {
      personId: now.id,
      photo: {
        personId: now.id,
        picture,
        avatarId: made,
        avatarIdBefore: now.avatarId,
        isLate: false,
      },
    },
  };
}

function isGone(): Error {
  return createAppError(
    'invalid',
    'The photo is damaged on this computer, or gone from it. Choose it again, or discard the change.',
  );
}
