import type { Change } from '../../../../preload/model/change.ts';
import { pictureIdOf } from '../../../support/pictures-in-memory.ts';
import { acknowledged } from './acknowledged.ts';
import type { Operation } from './operations.ts';
import type { World } from './world.ts';

const bytesOf = (number: number): Uint8Array => new TextEncoder().encode(`photo ${number}`);

/** The user chooses a photo for somebody, or none. */
export async function choosePhoto(
  { rig, photos }: World,
  { id, picture }: Extract<Operation, { kind: 'photo' }>,
): Promise<void> {
  const saw = rig.shown.get(id.toLowerCase())?.avatarId ?? null;
  const edits = rig.outbox.photos;
  const kept = picture === null ? null : await rig.pictures.keep(bytesOf(picture));
  const call: Promise<Change | null> =
    kept === null ? edits.remove(id, null) : edits.set(id, kept, null);
  const chosen = await acknowledged(call);
  if (chosen === undefined) return;
  photos.wish(id.toLowerCase(), { picture: kept?.id ?? null, saw, change: chosen.value });
}

/** Somebody else changes a photo at the server. */
export function changePhotoOfOthers(
  { server, photos }: World,
  { id, picture }: Extract<Operation, { kind: 'remote photo' }>,
): void {
  const key = id.toLowerCase();
  if (!server.people.has(key)) return;
  const bytes = picture === null ? null : bytesOf(picture);
  const avatarId = server.changePhoto(key, bytes);
  photos.write(key, { picture: bytes === null ? null : pictureIdOf(bytes), avatarId }, 'others');
}

/** The user looks at both photos of a conflict, and decides for one of them. */
export async function decidePhoto(
  { rig, photos }: World,
  { id, personId, photo }: Change,
  keep: 'mine' | 'theirs',
): Promise<void> {
  const key = personId.toLowerCase();
  // Before the call: what was decided may be on its way before it answers.
  if (keep === 'mine') photos.decide(key, photo?.theirAvatarId ?? null);
  await acknowledged(rig.outbox.photos.decide(id, keep));
  if (keep === 'theirs') photos.follow(key, rig.outbox.changes);
}
