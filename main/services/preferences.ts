import type { Settings, SettingsChange } from '../../preload/model/settings.ts';
import { changeSettings } from '../../preload/rules/settings.ts';
import type { AppMemory } from './ports/app-memory.ts';
import { createSignal, type Signal } from './signal.ts';

/** The user's settings. */
export interface Preferences {
  readonly current: Settings;
  readonly changed: Signal<Settings>;
  /** Changes some settings for good; answers all of them. */
  update(change: SettingsChange): Settings;
}

export function createPreferences(memory: AppMemory): Preferences {
  const changed = createSignal<Settings>();
  let current = memory.settings();
  return {
    get current() {
      return current;
    },
    changed,
    update(change) {
      const next = changeSettings(current, change);
      memory.saveSettings(next);
      current = next;
      changed.emit(current);
      return current;
    },
  };
}
