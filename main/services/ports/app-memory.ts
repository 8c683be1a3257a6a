import type { Session } from '../../../preload/model/session.ts';
import type { Settings } from '../../../preload/model/settings.ts';

/** What Rollcall remembers from one start to the next, besides people. Holds no secret. */
export interface AppMemory {
  settings(): Settings;
  /** Throws `AppError` with the code `storage` where it cannot be kept. */
  saveSettings(settings: Settings): void;
  /** The directory that was open when Rollcall was last closed, or null. */
  lastSession(): Session | null;
  saveLastSession(session: Session | null): void;
}
