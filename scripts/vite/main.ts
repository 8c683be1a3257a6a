import type { InlineConfig } from 'vite';
import { inProject, projectDir } from '../project.ts';
import { nativePackages } from './native-packages.ts';

/**
 * How the main process is built, for the Node in the oldest Electron that we run on: ES modules, one
 * for the process and one for the thread of a directory, with what both use beside them.
 */
export const mainConfig: InlineConfig = {
  configFile: false,
  root: projectDir,
  publicDir: false,
  build: {
    ssr: true,
    outDir: inProject('out/main'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: {
        index: inProject('main/index.ts'),
        'directory-engine': inProject('main/directory-engine.ts'),
      },
      // One folder: `import.meta.dirname` is then the same for all code.
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared.js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', ...nativePackages] },
};
