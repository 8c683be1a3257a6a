import type { InlineConfig } from 'vite';
import { build } from 'vite';
import { Failure } from './process/failure.ts';
import { mainConfig } from './vite/main.ts';
import { preloadConfig } from './vite/preload.ts';
import { rendererConfig } from './vite/renderer.ts';

const parts: readonly InlineConfig[] = [mainConfig, preloadConfig, rendererConfig];

/** Builds main, preload and renderer into `out/`. */
export async function buildApp(): Promise<void> {
  // Whoever builds: a test runner's "test" would make Vite build the libraries' development code.
  process.env.NODE_ENV = 'production';
  for (const part of parts) {
    try {
      await build({ ...part, logLevel: 'warn' });
    } catch (error) {
      // The bundler names file and line; its own stack adds nothing to that.
      throw new Failure(error instanceof Error ? error.message : String(error));
    }
  }
}
