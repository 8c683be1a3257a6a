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
  const connection = new ConnectionState(client);
  const isAway = (): boolean => connection.status !== null && connection.status !== 'online';
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
    connection,
    outbox: new Outbox(client, unexpected),
    activity: new ActivityLog(client, unexpected),
    newPeople: new NewPeople(client),
    photoChanges,
    photos: new Photos(photoChanges),
    photoExporting: new PhotoExporting(client, unexpected, isAway),
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
 * Asks before a directory is left: about what is typed, photos that are still being made, those that are
 * still being matched, and an export.
 */
export function guardOf(
  directory: Pick<Directory, 'edits' | 'photoJob' | 'photoFolder' | 'photoExporting'>,
): Guard {
  const { edits, photoJob, photoFolder, photoExporting } = directory;
  const keepers = [edits, photoJob, photoFolder, photoExporting];
  /** One question after the other, from a place on. */
  function holdsFrom(place: number, go: () => void): boolean {
    return keepers.slice(place).some((keeper, more) =>
      keeper.holds(() => {
        if (!holdsFrom(place + more + 1, go)) go();
      }),
    );
  }
  return (go) => holdsFrom(0, go);
}
