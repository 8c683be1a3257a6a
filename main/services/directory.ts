import type { PeopleQuery, PeopleWindow } from '../../preload/model/people-query.ts';
import type { Person, PersonDetails, PersonRow } from '../../preload/model/person.ts';
import { createPhotos, type Photos } from './photos.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { DirectoryStore } from './ports/directory-store.ts';
import { createRefresh, type Refresh } from './sync/refresh.ts';

/** One server's people, as one user sees them: the cache, its refresh and the photos. */
export interface Directory {
  readonly refresh: Refresh;
  readonly photos: Photos;
  window(query: PeopleQuery): PeopleWindow;
  person(id: string): PersonDetails | null;
  /** Stops what runs and closes the cache; the directory is not used after that. */
  close(): Promise<void>;
}

/** Opens a directory over its cache and its server; nothing is sent before the first refresh. */
export function createDirectory(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly now: () => number;
  /** Names the server and the user; never leaves this process unhashed. */
  readonly key: string;
}): Directory {
  const { client, store, now, key } = options;
  const refresh = createRefresh({ client, store, now });
  const photos = createPhotos({ client, directoryKey: key });

  function toRow(person: Person): PersonRow {
    return {
      id: person.id,
      displayName: person.displayName,
      jobTitle: person.jobTitle,
      organization: person.company.organization,
      email: person.email,
      enabled: person.enabled,
      photoUrl: photos.urlOf(person),
    };
  }

  return {
    refresh,
    photos,
    window(query) {
      const { matched, total, people } = store.search(query);
      return { rows: people.map(toRow), offset: query.offset, matched, total };
    },
    person(id) {
      const person = store.get(id);
      return person === null ? null : { person, photoUrl: photos.urlOf(person) };
    },
    async close() {
      refresh.cancel();
      await refresh.settled();
      store.close();
    },
  };
}
