import type { InlineConfig } from 'vite';
import { inProject, projectDir } from '../project.ts';
import { nativePackages } from './native-packages.ts';

/** How the main process is built: one ES module for the Node in the oldest Electron we run on. */
export const mainConfig: InlineConfig = {
  configFile: false,
  root: projectDir,
  publicDir: false,
  build: {
    ssr: inProject('main/index.ts'),
    outDir: inProject('out/main'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    // One file: `import.meta.dirname` is then the same for all code.
    rolldownOptions: { output: { entryFileNames: 'index.js', codeSplitting: false } },
  },
  ssr: { noExternal: true, external: ['electron', ...nativePackages] },
};
