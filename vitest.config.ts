import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunchOptions } from './scripts/machine/chromium.ts';

// How long a window may take to show what is expected of it: ends what never comes, and measures nothing.
const patienceMs = 10_000;

export default defineConfig({
  test: {
    allowOnly: false,
    // Vitest leaves one core alone, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Ends what hangs; a disk that is busy may take its time.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        plugins: [svelte()],
        // Found while running, they would reload the page under a test.
        optimizeDeps: { include: ['axe-core', 'vitest-browser-svelte', 'fast-check'] },
        test: {
          name: 'component',
          include: ['test/component/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: patienceMs } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
            viewport: { width: 1200, height: 800 },
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/support/prepare-app.ts'],
          // Each is an app of several processes, and on other systems they share the display.
          ...(process.platform === 'linux' ? { maxWorkers: 2 } : { fileParallelism: false }),
          testTimeout: 120_000,
          expect: { poll: { timeout: patienceMs } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
