import type { Session } from '../../preload/model/session.ts';
import { type Automation, createDirectory, type Directory } from './directory.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { Log } from './ports/log.ts';
import type { OutboxStore } from './ports/outbox-store.ts';
import type { Secrets } from './ports/secrets.ts';
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
    readonly secrets: Secrets;
    readonly log: Log;
    /** Days for which the log of what was sent is kept. */
    readonly activityDays: () => number;
    readonly automation: Automation;
    readonly now: () => number;
    /** Told where the copy turned out to be unusable, and is fetched anew. */
    readonly onRebuilt: () => void;
  },
): Promise<OpenDirectory> {
  const { profiles, copies, clipboard, automation, secrets, log, now } = parts;
  const { id, serverUrl, userId } = profile;
  const caches = await copies.open({ serverUrl, userId });
  const { store } = caches;
  tellOfDamage(caches.outboxStore, log);
  const keptMs = parts.activityDays() * 24 * 3_600_000;
  shortenLog(caches.outboxStore, new Date(now() - keptMs).toISOString(), log);
  const directory = createDirectory({
    ...caches,
    client: parts.access.connect(serverUrl, signIn),
    clipboard,
    secrets,
    log,
    automation,
    now,
    userId,
    isViewerAdmin: () => profiles.find(id)?.isAdmin === true,
    key: JSON.stringify([serverUrl, userId]),
  });
  const noteAge = (): void => profiles.note(id, { refreshedAt: store.refreshedAt });
  noteAge();
  directory.refresh.progress.subscribe(({ phase }) => {
    if (phase === 'idle') noteAge();
  });
  store.rebuilt.subscribe(() => {
    noteAge();
    parts.onRebuilt();
  });
  // An edit must not be made against values that are known to be no more.
  await directory.editing.shown;
  return {
    profileId: id,
    directory,
    signIn,
    session: () => sessionOf(profiles.find(id) ?? profile, store.isRebuilt),
    close: () => directory.close(),
  };
}

function tellOfDamage({ recovery }: OutboxStore, log: Log): void {
  if (recovery === 'from-copy') {
    log.warn('A damaged copy of what waits was mended from the other one');
  }
  if (recovery === 'partial') {
    log.warn('Both copies of what waits were damaged, and some of it may be lost');
  }
}

/** A disk without room for that is no reason not to open. */
function shortenLog(outboxStore: OutboxStore, before: string, log: Log): void {
  try {
    outboxStore.pruneActivity(before);
  } catch {
    log.warn('The log of what was sent could not be shortened');
  }
}

function sessionOf(profile: KnownProfile, isRebuilt: boolean): Session {
  const { id, name, kind, colour, serverUrl, userId, displayName } = profile;
  const { isAdmin, tellsCapabilities, isPlainHttp, repository } = profile;
  return {
    profileId: id,
    kind,
    serverUrl,
    serverName: name,
    colour,
    userId,
    displayName,
    isAdmin,
    tellsCapabilities,
    isPlainHttp,
    repository,
    isRebuilt,
  };
}
