import type { Change } from '../../../preload/model/change.ts';
import type { FileMatch, PhotoCandidate } from '../../../preload/model/photo-match.ts';
import type { PhotoConflict, PhotoInput } from '../../../preload/model/photo.ts';
import type { Person } from '../../../preload/model/person.ts';
import { createAppError } from '../errors.ts';
import { isShownFor } from '../outbox/own-photo.ts';
import type { PhotoEdits } from '../outbox/photo-edits.ts';
import type { Photos } from '../photos.ts';
import type { DirectoryStore, ListedPerson } from '../ports/directory-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { KeptPicture, Pictures } from '../ports/pictures.ts';
import { pictureUrl, type ShownPhotos } from './shown-photos.ts';

/** A photo to hand on, with whose it is. */
export interface PhotoOfPerson extends KeptPicture {
  readonly person: Person;
}

/** What can be done with people's photos. */
export interface PersonPhotos {
  /** Keeps the picture, then the change: resolves once both are safe on the disk. */
  set(photo: PhotoInput): Promise<Change>;
  /** Finds whose photos files are by their names; one answer for each, in their order. */
  match(names: readonly string[]): Promise<FileMatch[]>;
  /** The pictures to choose from in a conflict. */
  conflict(changeId: string): Promise<PhotoConflict>;
  /** The best that can be had of a photo. Rejects with `not-found` where there is none. */
  best(personId: string): Promise<PhotoOfPerson>;
}

/** Creates it for one directory. */
export function createPersonPhotos(options: {
  readonly edits: PhotoEdits;
  readonly shown: ShownPhotos;
  readonly server: Photos;
  readonly pictures: Pictures;
  readonly store: Pick<DirectoryStore, 'getInAnyCase' | 'matchPhotos' | 'refreshedAt'>;
  readonly ownOf: OutboxStore['ownPhotoOf'];
}): PersonPhotos {
  const { edits, shown, server, pictures, store, ownOf } = options;
  return {
    async set({ personId, bytes, jobId }) {
      return edits.set(personId, await pictures.keep(bytes), jobId);
    },
    async match(names) {
      const matches = await store.matchPhotos(names);
      // Before the first refresh has ended, whoever is not here yet may be meant.
      const isIncomplete = store.refreshedAt === null;
      return matches.map(({ group, doubts, candidates }) => ({
        group: isIncomplete && group === 'sure' ? 'look' : group,
        doubts: isIncomplete && group !== 'none' ? [...doubts, 'incomplete'] : [...doubts],
        candidates: candidates.map(({ person, kind }) => ({
          person: { ...asCandidate(person), photoUrl: shown.urlOf(person) },
          kind,
        })),
      }));
    },
    async conflict(changeId) {
      const { personId, photo } = edits.conflict(changeId);
      const of = (avatarId: string | null) => ({ id: personId, avatarId });
      const own = ownOf(personId);
      const before =
        photo.before?.picture ?? (isShownFor(own, photo.baseAvatarId) ? own.picture : null);
      return {
        mine: pictureUrl(photo.picture),
        theirs: server.urlOf(of(photo.theirAvatarId)),
        before: pictureUrl(before) ?? (await server.formerUrlOf(of(photo.baseAvatarId))),
      };
    },
    async best(personId) {
      const person = (await store.getInAnyCase(personId))?.person ?? null;
      const picture = person === null ? null : await shown.read(person);
      if (person === null || picture === null) {
        throw createAppError('not-found', 'There is no photo of this person to be had.');
      }
      return { ...picture, person };
    },
  };
}

function asCandidate({
  id,
  displayName,
  jobTitle,
  organization,
  email,
  enabled,
}: ListedPerson): Omit<PhotoCandidate['person'], 'photoUrl'> {
  return { id, displayName, jobTitle, organization, email, enabled };
}
