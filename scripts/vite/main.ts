import type { InlineConfig } from 'vite';
import { inProject, projectDir } from '../project.ts';
import { nativePackages } from './native-packages.ts';

/**
 * How code for the main process is built, for the Node in the oldest Electron that we run on: one ES
 * module for each entry, by its name, with what several of them use beside them.
 */
export function createMainConfig(
  entries: Readonly<Record<string, string>>,
  outDir: string,
): InlineConfig {
  return {
    configFile: false,
    root: projectDir,
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: { ...entries },
        // One folder: `import.meta.dirname` is then the same for all code.
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['electron', ...nativePackages] },
  };
}

/** The main process, and the thread of a directory. */
export const mainConfig = createMainConfig(
  {
    index: inProject('main/index.ts'),
    'directory-engine': inProject('main/directory-engine.ts'),
  },
  inProject('out/main'),
);
