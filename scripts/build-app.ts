import type { InlineConfig } from 'vite';
import { build } from 'vite';
import { mainConfig } from './vite/main.ts';
import { preloadConfig } from './vite/preload.ts';
import { rendererConfig } from './vite/renderer.ts';

const parts: readonly InlineConfig[] = [mainConfig, preloadConfig, rendererConfig];

/** Builds main, preload and renderer into `out/`. */
export async function buildApp(): Promise<void> {
  for (const part of parts) await build({ ...part, logLevel: 'warn' });
}
