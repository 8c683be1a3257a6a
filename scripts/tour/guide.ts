import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright';
import type { LaunchedApp } from '../launch/launch-app.ts';
import { projectDir } from '../project.ts';

const settleTimeoutMs = 15_000;

/** What a step of the tour can do beside using the window. */
export interface Guide {
  readonly window: Page;
  /** Takes the next numbered screenshot, once the pictures in the window are there. */
  readonly step: (name: string) => Promise<void>;
  /** Shows the window in light or dark. */
  readonly light: (scheme: 'light' | 'dark') => Promise<void>;
  /** Gives the window another inner size. */
  readonly resize: (widthPx: number, heightPx: number) => Promise<void>;
}

/** Creates the guide of one tour; its screenshots replace those of the last one. */
export async function createGuide(launched: LaunchedApp, folder: string): Promise<Guide> {
  const { app, window } = launched;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let count = 0;
  return {
    window,
    async step(name) {
      count += 1;
      await settle(window);
      const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`);
      await window.screenshot({ path });
      console.log(relative(projectDir, path));
    },
    async light(scheme) {
      // Motion would make each tour a little different.
      await window.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    },
    async resize(widthPx, heightPx) {
      await app.evaluate(
        ({ BrowserWindow }, [width, height]) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
        [widthPx, heightPx] as const,
      );
      await window.waitForFunction((width) => innerWidth === width, widthPx, {
        timeout: settleTimeoutMs,
      });
    },
  };
}

/** Waits until fonts and pictures are loaded and painted. */
async function settle(window: Page): Promise<void> {
  await window.waitForFunction(
    () =>
      document.fonts.status === 'loaded' && Array.from(document.images).every((i) => i.complete),
    undefined,
    { timeout: settleTimeoutMs },
  );
  await window.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  );
}
