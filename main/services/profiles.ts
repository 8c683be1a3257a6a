import { randomUUID } from 'node:crypto';
import {
  type ProfileChange,
  profileColours,
  type ProfileColour,
  type ServerProfile,
} from '../../preload/model/server-profile.ts';
import { createAppError } from './errors.ts';
import type { AppMemory, KnownProfile } from './ports/app-memory.ts';
import { createSignal, type Signal } from './signal.ts';

/** What tells two profiles apart: there is one for each user of each server. */
export type ProfileKey = Pick<KnownProfile, 'kind' | 'serverUrl' | 'userId'>;

/** What a visit at the server says of a profile. */
export type ProfileFacts = Pick<
  KnownProfile,
  'displayName' | 'isAdmin' | 'tellsCapabilities' | 'isPlainHttp' | 'repository' | 'repositoryId'
>;

/** The servers that this computer knows. */
export interface Profiles {
  readonly changed: Signal<readonly ServerProfile[]>;
  list(): readonly ServerProfile[];
  /** Throws `AppError` where there is none of that id. */
  get(id: string): KnownProfile;
  find(id: string): KnownProfile | null;
  findByKey(key: ProfileKey): KnownProfile | null;
  /** Adds a profile, or notes the facts of the one that is there. */
  register(key: ProfileKey, facts: ProfileFacts, name: string): KnownProfile;
  /** Changes what the user has a say in; throws `AppError` where it cannot be kept. */
  update(change: ProfileChange): ServerProfile;
  /** Gives a profile another address; throws `AppError` where it cannot be kept. */
  move(id: string, serverUrl: string, facts: ProfileFacts): KnownProfile;
  /** Notes what has been learnt. What cannot be kept on disk is learnt again. */
  note(
    id: string,
    facts: Partial<Omit<KnownProfile, 'id' | 'kind' | 'serverUrl' | 'userId'>>,
  ): void;
  /** Throws `AppError` where it cannot be kept. */
  remove(id: string): void;
  /** The profile that is open, or was when Rollcall ended; null where none is. */
  readonly openId: string | null;
  setOpen(id: string | null): void;
}

/** Reads the profiles; from then on memory holds the truth and the disk follows. */
export function createProfiles(memory: AppMemory): Profiles {
  const changed = createSignal<readonly ServerProfile[]>();
  let { profiles, openId } = memory.profiles();
  let shown = JSON.stringify(profiles.map(toServerProfile));

  function list(): readonly ServerProfile[] {
    return profiles.map(toServerProfile);
  }

  function set(next: readonly KnownProfile[], nextOpenId = openId): void {
    profiles = next;
    openId = nextOpenId;
    const text = JSON.stringify(list());
    if (text === shown) return;
    shown = text;
    changed.emit(list());
  }

  /** For what the user has asked for: it happens on disk, or not at all. */
  function save(next: readonly KnownProfile[], nextOpenId = openId): void {
    memory.saveProfiles({ profiles: next, openId: nextOpenId });
    set(next, nextOpenId);
  }

  /** For what happens anyway, whether or not the disk has room for it. */
  function saveIfPossible(next: readonly KnownProfile[], nextOpenId = openId): void {
    try {
      memory.saveProfiles({ profiles: next, openId: nextOpenId });
    } catch {
      // The next start knows less: it asks again.
    }
    set(next, nextOpenId);
  }

  function find(id: string): KnownProfile | null {
    return profiles.find((profile) => profile.id === id) ?? null;
  }

  function get(id: string): KnownProfile {
    const profile = find(id);
    if (profile === null) {
      throw createAppError('not-found', 'Rollcall does not know this server any more.');
    }
    return profile;
  }

  function withChange(id: string, change: Partial<KnownProfile>): readonly KnownProfile[] {
    return profiles.map((profile) => (profile.id === id ? { ...profile, ...change } : profile));
  }

  return {
    changed,
    list,
    get,
    find,
    findByKey: (key) => profiles.find((profile) => isSame(profile, key)) ?? null,
    register(key, facts, name) {
      const known = profiles.find((profile) => isSame(profile, key));
      if (known !== undefined) {
        saveIfPossible(withChange(known.id, facts));
        return get(known.id);
      }
      const id = randomUUID();
      const added = { ...newProfile, ...key, ...facts, id, name, colour: freeColour(profiles) };
      saveIfPossible([...profiles, added]);
      return added;
    },
    update({ id, name, colour }) {
      get(id);
      save(withChange(id, { name, colour }));
      return toServerProfile(get(id));
    },
    move(id, serverUrl, facts) {
      get(id);
      save(withChange(id, { serverUrl, ...facts }));
      return get(id);
    },
    note(id, facts) {
      const known = find(id);
      if (known === null) return;
      const next = { ...known, ...facts };
      if (JSON.stringify(next) !== JSON.stringify(known)) saveIfPossible(withChange(id, facts));
    },
    remove(id) {
      const rest = profiles.filter((profile) => profile.id !== id);
      save(rest, openId === id ? null : openId);
      memory.forgetUnusable();
    },
    get openId() {
      return openId;
    },
    setOpen(id) {
      if (id !== openId) saveIfPossible(profiles, id);
    },
  };
}

const newProfile = {
  remembersPassword: false,
  refreshedAt: null,
  isInKeychain: false,
  isPasswordRefused: false,
} as const;

function isSame(profile: ProfileKey, { kind, serverUrl, userId }: ProfileKey): boolean {
  return profile.kind === kind && profile.serverUrl === serverUrl && profile.userId === userId;
}

/** The first colour that no profile has, so that servers can be told apart. */
function freeColour(profiles: readonly KnownProfile[]): ProfileColour {
  const used = new Set(profiles.map(({ colour }) => colour));
  const turn = profileColours[profiles.length % profileColours.length] ?? profileColours[0];
  return profileColours.find((colour) => !used.has(colour)) ?? turn;
}

function toServerProfile(profile: KnownProfile): ServerProfile {
  const { id, kind, name, colour, serverUrl, userId } = profile;
  const { displayName, isPlainHttp, remembersPassword, refreshedAt } = profile;
  return {
    id,
    kind,
    name,
    colour,
    serverUrl,
    userId,
    displayName,
    isPlainHttp,
    remembersPassword,
    refreshedAt,
  };
}
