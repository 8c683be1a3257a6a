import { createContext } from 'svelte';
import type { OpenPerson } from './open-person.svelte.ts';
import type { PeopleList } from './people-list.svelte.ts';
import type { Refresh } from './refresh.svelte.ts';
import type { SessionState } from './session.svelte.ts';

/** Who is signed in; given by the root component. */
export const [getSession, setSession] = createContext<SessionState>();

/** What one open directory is made of; it is made anew with each session. */
export interface Directory {
  readonly people: PeopleList;
  readonly person: OpenPerson;
  readonly refresh: Refresh;
}

/** The directory that is open; given by the Directory screen. */
export const [getDirectory, setDirectory] = createContext<Directory>();
