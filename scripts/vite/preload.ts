import type { InlineConfig } from 'vite';
import { inProject, projectDir } from '../project.ts';

/** How the preload script is built: one CommonJS file, for a sandbox can load nothing else. */
export const preloadConfig: InlineConfig = {
  configFile: false,
  root: projectDir,
  publicDir: false,
  build: {
    ssr: inProject('preload/index.ts'),
    outDir: inProject('out/preload'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: 'inline',
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
};
