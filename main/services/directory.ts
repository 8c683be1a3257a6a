import { AppError } from '../../preload/model/app-error.ts';
import type { PeopleQuery, PeopleWindow, Picked } from '../../preload/model/people-query.ts';
import type { PersonDetails, PersonRow } from '../../preload/model/person.ts';
import type { ColumnId } from '../../preload/model/settings.ts';
import { isManaged } from '../../preload/rules/is-managed.ts';
import { createBackoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import { type Connectivity, createConnectivity } from './connectivity.ts';
import { createPhotos, type Photos } from './photos.ts';
import { createPhotoExport, type PhotoExporting } from './photo/photo-export.ts';
import { createPersonPhotos, type PersonPhotos } from './photo/person-photos.ts';
import { createPictureKeeping } from './photo/picture-keeping.ts';
import { createRenditions } from './photo/renditions.ts';
import { createShownPhotos } from './photo/shown-photos.ts';
import { createPhotoJobs, type PhotoJobs } from './photo/photo-jobs.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { Clipboard } from './ports/clipboard.ts';
import { createEditing, type Editing } from './outbox/editing.ts';
import type { DirectoryStore, ListedPerson } from './ports/directory-store.ts';
import type { Log } from './ports/log.ts';
import type { OutboxStore } from './ports/outbox-store.ts';
import type { PhotoCache } from './ports/photo-cache.ts';
import type { Pictures } from './ports/pictures.ts';
import type { RefreshProgress } from './ports/refresh-progress.ts';
import type { Secrets } from './ports/secrets.ts';
import type { Surroundings } from './ports/surroundings.ts';
import { rowsAsTable } from './rows-as-table.ts';
import { createMoments } from './moments.ts';
import { createRefresh, type Refresh } from './sync/refresh.ts';
import { createReread } from './sync/reread.ts';
import { createSchedule, type Schedule } from './sync/schedule.ts';

/** One server's people, as one user sees them: the cache, its refresh, the photos and the outbox. */
export interface Directory {
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly refresh: Refresh;
  readonly schedule: Schedule;
  readonly photos: Photos;
  readonly personPhotos: PersonPhotos;
  readonly photoExport: PhotoExporting;
  readonly photoJobs: PhotoJobs;
  readonly pictures: Pictures;
  readonly editing: Editing;
  /** The user is there, or has signed in: people are fetched, and what waits is sent. */
  start(): void;
  window(query: PeopleQuery): Promise<PeopleWindow>;
  /** Answers from the cache at once, and reads the person again from the server meanwhile. */
  person(id: string): Promise<PersonDetails | null>;
  /** Copies rows; answers how many. */
  copy(picked: Picked, columns: readonly ColumnId[]): Promise<number>;
  /** Stops what runs and closes the cache; the directory is not used after that. */
  close(): Promise<void>;
}

/** What decides when a directory refreshes itself. */
export interface Automation {
  readonly surroundings: Surroundings;
  /** Minutes between two refreshes as the user has set them; 0 for none. */
  readonly refreshMinutes: () => number;
  readonly clock: Clock;
}

/** Opens a directory over its cache and its server; nothing is sent before the first refresh. */
export function createDirectory(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly photoCache: PhotoCache;
  readonly pictures: Pictures;
  readonly kept: RefreshProgress;
  readonly outboxStore: OutboxStore;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly clipboard: Clipboard;
  readonly automation: Automation;
  readonly now: () => number;
  /** Whether the signed-in user is an administrator, as far as is known by now. */
  readonly isViewerAdmin: () => boolean;
  readonly userId: string;
  /** Names the server and the user; never leaves this process unhashed. */
  readonly key: string;
}): Directory {
  const { client, store, photoCache, pictures, outboxStore } = options;
  const { kept, clipboard, automation, now, key, log } = options;
  const { isViewerAdmin } = options;
  const { clock } = automation;
  const connectivity = createConnectivity(now);
  const backoff = createBackoff(clock);
  const shared = { client, store, connectivity, backoff, clock, moments: createMoments() };
  const refresh = createRefresh({ ...shared, kept, now });
  const schedule = createSchedule({ refresh, connectivity, backoff, ...automation });
  const onChanged = (): void => refresh.changed.emit(null);
  const renditions = createRenditions({ ...shared, outboxStore, onChanged });
  const reread = createReread({
    ...shared,
    onChanged() {
      void renditions.compare().catch(() => undefined);
      onChanged();
    },
  });
  const editing = createEditing({
    ...options,
    ...shared,
    onNotShown: ({ traceId }) => log.warn('What waits could not be shown', { traceId }),
  });
  const keeping = createPictureKeeping({ pictures, store: outboxStore, clock });
  editing.changed.subscribe(() => {
    renditions.look();
    keeping.want();
    onChanged();
  });
  refresh.progress.subscribe(({ phase }) => {
    if (phase === 'idle') void renditions.compare().then(onChanged, () => undefined);
  });
  store.rebuilt.subscribe(() => {
    onChanged();
    // A run under way has written pages that are gone now.
    refresh.cancel();
    void refresh.settled().then(() => refresh.start());
  });
  const photos = createPhotos({
    client: withoutPhotosWhileAway(client, connectivity),
    cache: photoCache,
    directoryKey: key,
  });
  const ownOf = (personId: string): ReturnType<OutboxStore['ownPhotoOf']> =>
    outboxStore.ownPhotoOf(personId);
  const shownPhotos = createShownPhotos({
    changes: () => editing.outbox.changes,
    ownOf,
    pictures,
    server: photos,
  });
  const personPhotos = createPersonPhotos({
    edits: editing.outbox.photos,
    shown: shownPhotos,
    server: photos,
    pictures,
    store,
    ownOf,
  });
  const photoExport = createPhotoExport({ store, shown: shownPhotos, clock, now });
  void keeping.sweep().catch(() => undefined);

  connectivity.changed.subscribe(({ status }) => {
    // The list is asked for again, with the new addresses of the photos that failed.
    if (status === 'online' && photos.hasFailures()) onChanged();
  });

  function toRow({ changedAt, ...person }: ListedPerson): PersonRow {
    const { capabilities } = person;
    return {
      id: person.id,
      displayName: person.displayName,
      jobTitle: person.jobTitle,
      organization: person.organization,
      location: person.location,
      email: person.email,
      mobile: person.mobile,
      telephone: person.telephone,
      enabled: person.enabled,
      isAdmin: capabilities?.isAdmin ?? false,
      isManaged: isViewerAdmin() && isManaged(capabilities),
      changedAt: new Date(changedAt * 1000).toISOString(),
      photoUrl: shownPhotos.urlOf(person),
      changeState: editing.stateOf(person.id),
    };
  }

  return {
    store,
    connectivity,
    refresh,
    schedule,
    photos,
    personPhotos,
    photoExport,
    photoJobs: createPhotoJobs({ outbox: editing.outbox, log: outboxStore, clock }),
    pictures,
    editing,
    start() {
      schedule.start();
      editing.start();
      renditions.look();
    },
    async window(query) {
      const { matched, total, people } = await store.search(query);
      return { rows: people.map(toRow), offset: query.offset, matched, total };
    },
    async person(id) {
      const stored = await store.get(id);
      if (stored === null) return null;
      reread.want(id);
      const { person } = stored;
      return {
        person,
        photoUrl: shownPhotos.urlOf(person),
        photoState: shownPhotos.stateOf(person),
      };
    },
    async copy(picked, columns) {
      const people = await store.pick(picked);
      await clipboard.write(rowsAsTable(people, columns));
      return people.length;
    },
    async close() {
      schedule.stop();
      reread.stop();
      keeping.stop();
      refresh.cancel();
      await Promise.all([renditions.stop(), photoExport.stop()]);
      await Promise.all([refresh.settled(), editing.close(), photoCache.close(), pictures.close()]);
      await store.close();
    },
  };
}

/** A server that is away is not asked for photos: scrolling would be a storm of requests. */
function withoutPhotosWhileAway(
  client: AlfrescoClient,
  connectivity: Connectivity,
): AlfrescoClient {
  const get: AlfrescoClient['avatars']['get'] = (...call) => {
    const { reason } = connectivity.state;
    return reason === null ? client.avatars.get(...call) : Promise.reject(new AppError(reason));
  };
  return { ...client, avatars: { ...client.avatars, get } };
}
