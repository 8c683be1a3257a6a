import { homedir } from 'node:os';
import type { Surroundings } from './cache-dir.ts';
import { cacheDirOf } from './cache-dir.ts';

/** Whether this process is root. */
export const isRoot = process.getuid?.() === 0;

const surroundings: Surroundings = {
  platform: process.platform,
  env: process.env,
  homeDir: homedir(),
  isRoot,
};

/** This machine's cache folder; it may not exist yet. */
export const cacheDir = cacheDirOf(surroundings);
