import { createContext } from 'svelte';
import type { ActivityLog } from './activity-log.svelte.ts';
import type { ConnectionState } from './connection.svelte.ts';
import type { Copying } from './copying.svelte.ts';
import type { Cursor } from './cursor.svelte.ts';
import type { Edits } from './edits.svelte.ts';
import type { LensCountsState } from './lens-counts.svelte.ts';
import type { NewPeople } from './new-people.ts';
import type { OpenPerson } from './open-person.svelte.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleList } from './people-list.svelte.ts';
import type { PhotoChanges } from './photo-changes.svelte.ts';
import type { PhotoExporting } from './photo-export.svelte.ts';
import type { PhotoFolder } from './photo-folder.svelte.ts';
import type { PhotoJobRun } from './photo-job.svelte.ts';
import type { Photos } from './photos.svelte.ts';
import type { Picks } from './picks.svelte.ts';
import type { Profiles } from './profiles.svelte.ts';
import type { Refresh } from './refresh.svelte.ts';
import type { SavedLenses } from './saved-lenses.svelte.ts';
import type { Screens } from './screens.svelte.ts';
import type { SessionState } from './session.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';
import type { SignInProgress } from './sign-in-progress.svelte.ts';

/** Whose directory is open; given by the root component. */
export const [getSession, setSession] = createContext<SessionState>();

/** How the user likes it; given by the root component. */
export const [getSettings, setSettings] = createContext<SettingsState>();

/** The servers that this computer knows; given by the root component. */
export const [getProfiles, setProfiles] = createContext<Profiles>();

/** How far the open directory is with its sign-in; given by the root component. */
export const [getSignIn, setSignIn] = createContext<SignInProgress>();

/** The ways to set a password; given by the root component. */
export const [getPasswords, setPasswords] = createContext<Passwords>();

/** What one open directory is made of; it is made anew with each session. */
export interface Directory {
  readonly people: PeopleList;
  readonly cursor: Cursor;
  readonly picks: Picks;
  readonly copying: Copying;
  readonly lensCounts: LensCountsState;
  readonly savedLenses: SavedLenses;
  readonly edits: Edits;
  readonly person: OpenPerson;
  readonly refresh: Refresh;
  readonly connection: ConnectionState;
  readonly outbox: Outbox;
  readonly activity: ActivityLog;
  readonly newPeople: NewPeople;
  readonly photoChanges: PhotoChanges;
  readonly photos: Photos;
  readonly photoExporting: PhotoExporting;
  readonly photoFolder: PhotoFolder;
  readonly photoJob: PhotoJobRun;
  readonly screens: Screens;
}

/** The directory that is open; given by the Directory screen. */
export const [getDirectory, setDirectory] = createContext<Directory>();
