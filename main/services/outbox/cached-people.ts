import type { DirectoryStore } from '../ports/directory-store.ts';
import type { Moment } from '../moments.ts';
import type { PendingPeople } from '../ports/pending-people.ts';

/** The cache of a directory as the outbox sees it. */
export function createCachedPeople(
  store: Pick<DirectoryStore, 'getInAnyCase' | 'seenBehind' | 'setPending' | 'setPhotoMarks'>,
  moments: () => Moment,
): PendingPeople {
  return {
    get: async (id) => (await store.getInAnyCase(id))?.person ?? null,
    seen: (id) => store.seenBehind(id),
    // The answer has just come: whatever was asked for before this moment may be older.
    set: (people) => store.setPending(people, { askedAt: moments(), answeredAt: moments() }),
    setPhotoMarks: (marks) => store.setPhotoMarks(marks),
  };
}
