import type { Change } from '../../../preload/model/change.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { PhotoState, Picture } from '../../../preload/model/photo.ts';
import { pictureUrlOf } from '../../../preload/rules/picture-url.ts';
import { isAwaited, isShownFor } from '../outbox/own-photo.ts';
import { keyOf } from '../person-key.ts';
import type { OwnPhoto } from '../ports/outbox-store.ts';
import type { KeptPicture, Pictures } from '../ports/pictures.ts';
import type { PassingRead, Photos } from '../photos.ts';

type Photographed = Pick<Person, 'id' | 'avatarId'>;

/** The photos as the user sees them: what waits, before our own copies, before the server's. */
export interface ShownPhotos {
  /** The `app://` address of what is shown of a person; null where there is no photo. */
  urlOf(person: Photographed): string | null;
  stateOf(person: Photographed): PhotoState;
  /** The best of it that can be had; null where there is no photo. Rejects as the server does. */
  read(person: Photographed, options?: PassingRead): Promise<KeptPicture | null>;
}

/** The address of a picture that this computer keeps. */
export function pictureUrl(picture: Picture | null): string | null {
  return picture === null ? null : pictureUrlOf(picture);
}

/** Lays what this computer has of photos over what the server has. */
export function createShownPhotos(options: {
  readonly changes: () => readonly Change[];
  readonly ownOf: (personId: string) => OwnPhoto | null;
  readonly pictures: Pick<Pictures, 'read'>;
  readonly server: Photos;
}): ShownPhotos {
  const { ownOf, pictures, server } = options;
  const waitingOf = createWaitingPhotos(options.changes);

  /** Our own copy where it is what is shown. */
  function shownOwn({ id, avatarId }: Photographed): OwnPhoto | null {
    const own = ownOf(id);
    return isShownFor(own, avatarId) ? own : null;
  }

  return {
    urlOf(person) {
      const waiting = waitingOf(person.id);
      if (waiting !== undefined) return pictureUrl(waiting);
      return pictureUrl(shownOwn(person)?.picture ?? null) ?? server.urlOf(person);
    },
    stateOf(person) {
      if (waitingOf(person.id) !== undefined) return 'waiting';
      const own = shownOwn(person);
      if (isAwaited(own)) return 'preparing';
      if (own?.isLate === true) return 'late';
      return own === null && person.avatarId === null ? 'none' : 'ready';
    },
    async read(person, options) {
      const waiting = waitingOf(person.id);
      if (waiting !== undefined) return waiting && pictures.read(waiting.id);
      const own = shownOwn(person);
      const kept = own === null ? null : await pictures.read(own.picture.id);
      if (kept !== null) return kept;
      const bytes = await server.readOf(person, options);
      return bytes === null ? null : { bytes, type: 'image/png' };
    },
  };
}

/**
 * Tells which photo waits for somebody (null for none, undefined where nothing waits), at the cost of
 * one look at the changes each time that they have changed: a list asks for hundreds of people.
 */
function createWaitingPhotos(
  changes: () => readonly Change[],
): (personId: string) => Picture | null | undefined {
  let known: readonly Change[] | null = null;
  let byKey: ReadonlyMap<string, Picture | null> = new Map();
  return (personId) => {
    const now = changes();
    if (now !== known) {
      known = now;
      byKey = new Map(
        now.flatMap(({ personId: id, photo }) =>
          photo === null ? [] : [[keyOf(id), photo.picture] as const],
        ),
      );
    }
    return byKey.get(keyOf(personId));
  };
}
