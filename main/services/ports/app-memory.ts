import type { ServerProfile } from '../../../preload/model/server-profile.ts';
import type { Repository } from '../../../preload/model/session.ts';
import type { Settings } from '../../../preload/model/settings.ts';

/** A profile with what its last session said, so that it can be opened without the server. */
export interface KnownProfile extends ServerProfile {
  /** Null where the server does not tell. */
  readonly isAdmin: boolean | null;
  /** Whether the server says of people who is an administrator, and who can be changed (6.0). */
  readonly tellsCapabilities: boolean;
  readonly repository: Repository | null;
  /** What discovery called the repository; null where it does not say. */
  readonly repositoryId: string | null;
  /** Whether the keychain holds the password, or may: a call that hung can still have its way. */
  readonly isInKeychain: boolean;
  /** The server has refused the password that is kept: it is not tried again by itself. */
  readonly isPasswordRefused: boolean;
}

/** All profiles, in the order in which they were added, and the one that was open last. */
export interface KnownProfiles {
  readonly profiles: readonly KnownProfile[];
  readonly openId: string | null;
}

/** What Rollcall remembers from one start to the next, besides people. Holds no secret. */
export interface AppMemory {
  settings(): Settings;
  /** Throws `AppError` with the code `storage` where it cannot be kept. */
  saveSettings(settings: Settings): void;
  profiles(): KnownProfiles;
  /** Throws `AppError` with the code `storage` where it cannot be kept. */
  saveProfiles(profiles: KnownProfiles): void;
  /** Deletes what was set aside because it could not be read: it may name who is to be forgotten. */
  forgetUnusable(): void;
}
