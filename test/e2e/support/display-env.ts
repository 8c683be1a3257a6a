import { inject } from 'vitest';

/** What an app is told of the display of this worker; nothing where the system has its own. */
export function displayEnv(): Readonly<Record<string, string>> {
  const names = inject('displayNames');
  // Vitest numbers its workers from 1, for as long as they live.
  const name = names[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % Math.max(1, names.length)];
  return name === undefined ? {} : { DISPLAY: name };
}
