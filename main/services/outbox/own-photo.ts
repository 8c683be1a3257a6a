import type { OwnPhoto } from '../ports/outbox-store.ts';

/** A photo whose small picture the server has still to make. */
export interface AwaitedPhoto extends OwnPhoto {
  readonly avatarId: null;
  readonly isLate: false;
}

/** Whether the server has a photo from us, and its small picture may still come. */
export function isAwaited(own: OwnPhoto | null): own is AwaitedPhoto {
  return own?.avatarId === null && !own.isLate;
}

/**
 * Whether our copy is what a person with that `avatarId` looks like. As long as the small picture is
 * awaited, the server says that there is none, or has an old one; the first new one is ours. Once it
 * is late, a new one may be anybody's.
 */
export function isShownFor(own: OwnPhoto | null, avatarId: string | null): own is OwnPhoto {
  if (own === null) return false;
  if (own.avatarId !== null) return own.avatarId === avatarId;
  return isAwaited(own) || avatarId === null || avatarId === own.avatarIdBefore;
}
