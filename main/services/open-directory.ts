import type { Session } from '../../preload/model/session.ts';
import { type Automation, createDirectory, type Directory } from './directory.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
import type { SignIn } from './sign-in.ts';

/** The directory of a profile while it is open. */
export interface OpenDirectory {
  readonly profileId: string;
  readonly directory: Directory;
  readonly signIn: SignIn;
  /** What is known of it by now. */
  session(): Session;
  close(): Promise<void>;
}

/** Opens the copy of a profile; nothing is sent before its first refresh. */
export async function openDirectory(
  profile: KnownProfile,
  signIn: SignIn,
  parts: {
    readonly access: ServerAccess;
    readonly copies: DirectoryCopies;
    readonly profiles: Profiles;
    readonly clipboard: Clipboard;
    readonly automation: Automation;
    readonly now: () => number;
    /** Told where the copy turned out to be unusable, and is fetched anew. */
    readonly onRebuilt: () => void;
  },
): Promise<OpenDirectory> {
  const { profiles, copies, clipboard, automation, now } = parts;
  const { id, serverUrl, userId } = profile;
  const caches = await copies.open({ serverUrl, userId });
  const { store } = caches;
  const directory = createDirectory({
    ...caches,
    client: parts.access.connect(serverUrl, signIn),
    clipboard,
    automation,
    now,
    isViewerAdmin: () => profiles.find(id)?.isAdmin === true,
    key: JSON.stringify([serverUrl, userId]),
  });
  const noteAge = (): void => profiles.note(id, { refreshedAt: store.refreshedAt() });
  noteAge();
  directory.refresh.progress.subscribe(({ phase }) => {
    if (phase === 'idle') noteAge();
  });
  store.rebuilt.subscribe(() => {
    noteAge();
    parts.onRebuilt();
  });
  return {
    profileId: id,
    directory,
    signIn,
    session: () => sessionOf(profiles.find(id) ?? profile, store.isRebuilt),
    close: () => directory.close(),
  };
}

function sessionOf(profile: KnownProfile, isRebuilt: boolean): Session {
  const { id, name, kind, colour, serverUrl, userId, displayName } = profile;
  const { isAdmin, isPlainHttp, repository } = profile;
  return {
    profileId: id,
    kind,
    serverUrl,
    serverName: name,
    colour,
    userId,
    displayName,
    isAdmin,
    isPlainHttp,
    repository,
    isRebuilt,
  };
}
