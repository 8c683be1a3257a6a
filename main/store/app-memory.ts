import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { serverProfileSchema } from '../../preload/model/server-profile.ts';
import { repositorySchema } from '../../preload/model/session.ts';
import { settingsChangeSchema } from '../../preload/model/settings.ts';
import { z } from '../../preload/model/zod.ts';
import { changeSettings, defaultSettings } from '../../preload/rules/settings.ts';
import type { AppMemory, KnownProfiles } from '../services/ports/app-memory.ts';
import { openJsonFile } from './json-file.ts';
import { guardStorage } from './storage-error.ts';

const knownProfileSchema = serverProfileSchema.extend({
  isAdmin: z.boolean().nullable(),
  // Kept before it was asked for: the next sign-in tells.
  tellsCapabilities: z.boolean().default(true),
  repository: repositorySchema.nullable(),
  repositoryId: z.string().nullable(),
  isInKeychain: z.boolean(),
  isPasswordRefused: z.boolean(),
});

const knownProfilesSchema = z
  .strictObject({ profiles: z.array(knownProfileSchema).readonly(), openId: z.string().nullable() })
  .refine(hasUniqueIds);

/** Keeps settings and profiles in two small files of the user-data folder. */
export function openAppMemory(userDataFolder: string): AppMemory {
  const settings = openJsonFile({
    file: join(userDataFolder, 'settings.json'),
    schema: settingsChangeSchema,
    fallback: {},
  });
  const unusableFile = join(userDataFolder, 'profiles.json.unusable');
  // Of versions before there were profiles; nobody reads it any more.
  const lastSessionFile = join(userDataFolder, 'last-session.json');
  const profiles = openJsonFile({
    file: join(userDataFolder, 'profiles.json'),
    schema: knownProfilesSchema,
    fallback: { profiles: [], openId: null },
    unusableFile,
  });
  return {
    settings: () => changeSettings(defaultSettings, settings.read()),
    saveSettings: (value) => settings.write(value),
    profiles: () => profiles.read(),
    saveProfiles: (value) => profiles.write(value),
    forgetUnusable: () =>
      guardStorage(() => {
        for (const file of [unusableFile, lastSessionFile]) rmSync(file, { force: true });
      }),
  };
}

function hasUniqueIds({ profiles }: KnownProfiles): boolean {
  return new Set(profiles.map(({ id }) => id)).size === profiles.length;
}
