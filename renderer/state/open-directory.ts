import type { RollcallClient } from '../bridge.ts';
import { ConnectionState } from './connection.svelte.ts';
import type { Directory } from './context.ts';
import { Copying } from './copying.svelte.ts';
import { Cursor } from './cursor.svelte.ts';
import { Edits } from './edits.svelte.ts';
import { LensCountsState } from './lens-counts.svelte.ts';
import { OpenPerson } from './open-person.svelte.ts';
import { PeopleList } from './people-list.svelte.ts';
import { Picks } from './picks.svelte.ts';
import { Refresh } from './refresh.svelte.ts';
import { SavedLenses } from './saved-lenses.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** Makes the state of a directory; nothing is asked before `followDirectory`. */
export function createDirectory(
  client: RollcallClient,
  unexpected: string,
  settings: SettingsState,
): Directory {
  const people = new PeopleList(client, unexpected, settings.current.sort);
  const edits = new Edits(client, unexpected);
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
  };
}

/** Reads what the directory shows first and follows all news; the function returned ends that. */
export function followDirectory(directory: Directory, client: RollcallClient): () => void {
  const { people, lensCounts, refresh, connection, person, edits } = directory;
  const stops = [
    people.follow(),
    lensCounts.follow(),
    refresh.follow(),
    connection.follow(),
    edits.follow(),
    client.on('people:changed', () => person.reload()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
