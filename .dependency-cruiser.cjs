/** The arrows of ARCHITECTURE.md, as rules that fail the build. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'renderer-sees-only-the-bridge',
      comment: 'The renderer shares contract, model and rules with main, and nothing else.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|scripts|test)/|^preload/index' },
    },
    {
      name: 'renderer-has-no-zod',
      comment: 'Schemas are checked in main; the renderer takes the types only.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '^preload/(contract/contract|model)|node_modules/zod',
        dependencyTypesNot: ['type-only'],
        pathNot: '^preload/model/(window-size)\\.ts$',
      },
    },
    {
      name: 'renderer-tiers',
      comment: 'views -> features -> ui, never the other way.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(features|views|state)/' },
    },
    {
      name: 'renderer-features-below-views',
      severity: 'error',
      from: { path: '^renderer/(features|state)/' },
      to: { path: '^renderer/views/' },
    },
    {
      name: 'preload-imports-nothing',
      comment: 'The bridge depends on zod alone (and electron, in its index).',
      severity: 'error',
      from: { path: '^preload/' },
      to: { pathNot: '^preload/|node_modules/(zod|electron)/' },
    },
    {
      name: 'electron-in-one-folder',
      comment: 'import "electron" outside Electron tries a download and throws.',
      severity: 'error',
      from: {
        path: '^(main|preload|renderer)/',
        pathNot: '^main/(index\\.ts|electron/)|^preload/index\\.ts',
      },
      to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-know-only-ports',
      comment: 'Use cases are plain factories over ports.',
      severity: 'error',
      from: { path: '^main/services/' },
      to: {
        path: '^main/(api|store|demo|engine|electron|ipc|secrets|app|index|directory-engine)|worker_threads|node_modules/(ofetch|electron|keytar|hono|@photostructure)',
      },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^main/(api|store|demo|secrets|engine)/' },
      to: {
        path: '^main/(api|store|demo|secrets|engine|electron|ipc|app|index|directory-engine)',
        pathNot: '^main/$1/',
      },
    },
    {
      name: 'ipc-below-services',
      severity: 'error',
      from: { path: '^main/ipc/' },
      to: { path: '^main/(api|store|demo|secrets|engine|electron|app|index|directory-engine)' },
    },
    {
      name: 'app-without-electron',
      comment: 'The composition root is tested in plain Node.',
      severity: 'error',
      from: { path: '^main/app\\.ts' },
      to: { path: '^main/electron/' },
    },
    {
      name: 'threads-start-elsewhere',
      comment: 'The entry of a thread is run, never imported.',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^main/directory-engine\\.ts' },
    },
    {
      name: 'ofetch-in-api-only',
      severity: 'error',
      from: { pathNot: '^main/api/' },
      to: { path: 'node_modules/ofetch/' },
    },
    {
      name: 'code-does-not-import-tests-or-scripts',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^(main|preload)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/electron/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
