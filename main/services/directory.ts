import type { PeopleQuery, PeopleWindow, Picked } from '../../preload/model/people-query.ts';
import type { PersonDetails, PersonRow } from '../../preload/model/person.ts';
import type { ColumnId } from '../../preload/model/settings.ts';
import { type Connectivity, createConnectivity } from './connectivity.ts';
import { createPhotos, type Photos } from './photos.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryStore, StoredPerson } from './ports/directory-store.ts';
import { rowsAsTable } from './rows-as-table.ts';
import { createRefresh, type Refresh } from './sync/refresh.ts';

/** One server's people, as one user sees them: the cache, its refresh and the photos. */
export interface Directory {
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly refresh: Refresh;
  readonly photos: Photos;
  window(query: PeopleQuery): Promise<PeopleWindow>;
  /** Answers from the cache at once, and reads the person again from the server meanwhile. */
  person(id: string): PersonDetails | null;
  /** Copies rows; answers how many. */
  copy(picked: Picked, columns: readonly ColumnId[]): Promise<number>;
  /** Stops what runs and closes the cache; the directory is not used after that. */
  close(): Promise<void>;
}

/** Opens a directory over its cache and its server; nothing is sent before the first refresh. */
export function createDirectory(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly clipboard: Clipboard;
  readonly now: () => number;
  /** Names the server and the user; never leaves this process unhashed. */
  readonly key: string;
}): Directory {
  const { client, store, clipboard, now, key } = options;
  const connectivity = createConnectivity(now);
  const refresh = createRefresh({ client, store, connectivity, now });
  const photos = createPhotos({ client, directoryKey: key });

  function toRow({ person, changedAt }: StoredPerson): PersonRow {
    const { capabilities } = person;
    return {
      id: person.id,
      displayName: person.displayName,
      jobTitle: person.jobTitle,
      organization: person.company.organization,
      location: person.location,
      email: person.email,
      mobile: person.mobile,
      telephone: person.telephone,
      enabled: person.enabled,
      isAdmin: capabilities?.isAdmin ?? false,
      isManaged: capabilities !== null && !capabilities.isMutable && !capabilities.isGuest,
      changedAt: new Date(changedAt * 1000).toISOString(),
      photoUrl: photos.urlOf(person),
    };
  }

  return {
    store,
    connectivity,
    refresh,
    photos,
    async window(query) {
      const { matched, total, people } = await store.search(query);
      return { rows: people.map(toRow), offset: query.offset, matched, total };
    },
    person(id) {
      const stored = store.get(id);
      if (stored === null) return null;
      void refresh.reread(id);
      return { person: stored.person, photoUrl: photos.urlOf(stored.person) };
    },
    async copy(picked, columns) {
      const people = await store.pick(picked);
      await clipboard.write(rowsAsTable(people, columns));
      return people.length;
    },
    async close() {
      refresh.cancel();
      await refresh.settled();
      store.close();
    },
  };
}
