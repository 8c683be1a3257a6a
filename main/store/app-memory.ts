import { join } from 'node:path';
import { sessionSchema } from '../../preload/model/session.ts';
import { settingsChangeSchema } from '../../preload/model/settings.ts';
import { changeSettings, defaultSettings } from '../../preload/rules/settings.ts';
import type { AppMemory } from '../services/ports/app-memory.ts';
import { openJsonFile } from './json-file.ts';

/** Keeps settings and the last session in two small files of the user-data folder. */
export function openAppMemory(userDataFolder: string): AppMemory {
  const settings = openJsonFile({
    file: join(userDataFolder, 'settings.json'),
    schema: settingsChangeSchema,
    fallback: {},
  });
  const lastSession = openJsonFile({
    file: join(userDataFolder, 'last-session.json'),
    schema: sessionSchema.nullable(),
    fallback: null,
  });
  return {
    settings: () => changeSettings(defaultSettings, settings.read()),
    saveSettings: (value) => settings.write(value),
    lastSession: () => lastSession.read(),
    saveLastSession: (session) => lastSession.write(session),
  };
}
