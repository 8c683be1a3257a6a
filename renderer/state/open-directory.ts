import type { RollcallClient } from '../bridge.ts';
import { ActivityLog } from './activity-log.svelte.ts';
import { ConnectionState } from './connection.svelte.ts';
import type { Directory } from './context.ts';
import { Copying } from './copying.svelte.ts';
import { Cursor } from './cursor.svelte.ts';
import { Edits } from './edits.svelte.ts';
import { LensCountsState } from './lens-counts.svelte.ts';
import { NewPeople } from './new-people.ts';
import { OpenPerson } from './open-person.svelte.ts';
import { Outbox } from './outbox.svelte.ts';
import { PeopleList } from './people-list.svelte.ts';
import { PhotoChanges } from './photo-changes.svelte.ts';
import { PhotoExporting } from './photo-export.svelte.ts';
import { PhotoFolder } from './photo-folder.svelte.ts';
import { PhotoJobRun } from './photo-job.svelte.ts';
import { Photos } from './photos.svelte.ts';
import { Picks } from './picks.svelte.ts';
import { Refresh } from './refresh.svelte.ts';
import { SavedLenses } from './saved-lenses.svelte.ts';
import { Screens } from './screens.svelte.ts';
import type { Guard } from './session.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** Makes the state of a directory; nothing is asked before `followDirectory`. */
export function createDirectory(
  client: RollcallClient,
  unexpected: string,
  settings: SettingsState,
): Directory {
  const people = new PeopleList(client, unexpected, settings.current.sort);
  const edits = new Edits(client, unexpected);
  const photoChanges = new PhotoChanges(client, unexpected);
  return {
    people,
    cursor: new Cursor(people),
    picks: new Picks(people),
    copying: new Copying(client, unexpected),
    lensCounts: new LensCountsState(client),
    savedLenses: new SavedLenses(settings, people),
    edits,
    person: new OpenPerson(client, unexpected, edits),
    refresh: new Refresh(client, unexpected),
    connection: new ConnectionState(client),
    outbox: new Outbox(client, unexpected),
    activity: new ActivityLog(client, unexpected),
    newPeople: new NewPeople(client),
    photoChanges,
    photos: new Photos(photoChanges),
    photoExporting: new PhotoExporting(client, unexpected),
    photoFolder: new PhotoFolder(client, unexpected),
    photoJob: new PhotoJobRun(client, unexpected),
    screens: new Screens(),
  };
}

/** Reads what the directory shows first and follows all news; the function returned ends that. */
export function followDirectory(directory: Directory, client: RollcallClient): () => void {
  const { people, lensCounts, refresh, connection, person, edits, outbox } = directory;
  const { photoChanges, photos, photoExporting, photoJob } = directory;
  const stops = [
    people.follow(),
    lensCounts.follow(),
    refresh.follow(),
    connection.follow(),
    edits.follow(),
    outbox.follow(),
    photoChanges.follow(),
    photos.follow(),
    photoExporting.follow(),
    photoJob.follow(),
    client.on('people:changed', () => person.reload()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Asks before a directory is left: about what is typed, then about photos that are still being made,
 * then about those that are still being matched.
 */
export function guardOf({
  edits,
  photoJob,
  photoFolder,
}: Pick<Directory, 'edits' | 'photoJob' | 'photoFolder'>): Guard {
  const guards = [edits, photoJob, photoFolder];
  const holdsFrom = (place: number, go: () => void): boolean => {
    const guard = guards[place];
    if (guard === undefined) return false;
    const goOn = (): void => {
      if (!holdsFrom(place + 1, go)) go();
    };
    return guard.holds(goOn) || holdsFrom(place + 1, go);
  };
  return (go) => holdsFrom(0, go);
}
