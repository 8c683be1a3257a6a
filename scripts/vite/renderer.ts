import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { InlineConfig } from 'vite';
import { inProject } from '../project.ts';

/** How the window's page is built, and served while developing. */
export const rendererConfig: InlineConfig = {
  configFile: false,
  root: inProject('renderer'),
  plugins: [svelte({ configFile: inProject('svelte.config.js') })],
  build: {
    outDir: inProject('out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    // The page's policy allows no inline code, and everything is on the disk already.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // That compiling Svelte takes most of the time is no news to who starts the app.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: 'es' },
};
