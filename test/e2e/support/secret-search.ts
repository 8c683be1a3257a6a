import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import { expect, inject } from 'vitest';
import { giveTo } from '../../../scripts/launch/app-user.ts';
import type { LaunchedApp, LaunchOptions } from '../../../scripts/launch/launch-app.ts';
import { type Canary, createCanary, findCanaries, findCanariesIn } from '../../support/canaries.ts';
import { takeHeapSnapshot } from './heap-snapshot.ts';
import { launchApp } from './launch-app.ts';
import { recordedIpc, recordIpc } from './recorded-ipc.ts';

/** An app whose folders and messages are searched for secrets. */
export interface SearchedApp {
  readonly launched: LaunchedApp;
  /** Its home with the user data, and its folder for temporary files. */
  readonly folders: readonly string[];
}

/** Launches with a folder of its own for temporary files, and keeps what main and window say. */
export async function launchSearched(options: LaunchOptions): Promise<SearchedApp> {
  const { workDir, user } = inject('launchable');
  const temporary = await mkdtemp(join(workDir, 'tmp-'));
  await giveTo(user, temporary);
  const launched = await launchApp({ ...options, env: { ...options.env, TMPDIR: temporary } });
  expect(basename(launched.userDataDir)).toBe('user-data');
  await recordIpc(launched.app);
  return { launched, folders: [dirname(launched.userDataDir), temporary] };
}

/** As from a keyboard: no code of the test's brings the text into the page. */
export async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.insertText(text);
}

/** All that can be read in the page, typed text included. */
export function readPage(window: Page): Promise<string> {
  return window.evaluate(() => {
    const typed = Array.from(document.querySelectorAll('input, textarea'), (field) =>
      String(Reflect.get(field, 'value')),
    );
    return [location.href, document.documentElement.outerHTML, ...typed].join('\n');
  });
}

/** Secrets leave the page as soon as they have done their work. */
export async function expectGone(window: Page, canaries: readonly Canary[]): Promise<void> {
  await expect
    .poll(async () => findCanaries(Buffer.from(await readPage(window)), canaries, 'the page'), {
      timeout: 1_000,
    })
    .toEqual([]);
}

/** Of all that window and main said, the named calls and no others held secrets, to main alone. */
export async function expectSaid(
  app: ElectronApplication,
  canaries: readonly Canary[],
  carriers: readonly string[],
): Promise<void> {
  const revealing = (await recordedIpc(app)).filter(
    ({ text }) => findCanaries(Buffer.from(text), canaries, '').length > 0,
  );
  expect(new Set(revealing.map(({ channel }) => channel))).toEqual(new Set(carriers));
  expect(new Set(revealing.map(({ direction }) => direction))).toEqual(new Set(['to main']));
}

/** The memory of the page holds none, though one that is planted there is found. */
export async function expectCleanHeap(window: Page, canaries: readonly Canary[]): Promise<void> {
  const planted = createCanary('planted');
  await window.evaluate((value) => Reflect.set(globalThis, 'planted', { value }), planted.value);
  const heap = await takeHeapSnapshot(window);
  expect(findCanaries(heap, [...canaries, planted], 'the heap')).toEqual([
    { canary: 'planted', spelling: 'raw', place: 'the heap' },
  ]);
}

/** Searches folders; answers their files, and makes sure each time that a canary in them would have been found. */
export async function expectClean(
  folders: readonly string[],
  canaries: readonly Canary[],
): Promise<readonly string[]> {
  const planted = createCanary('planted');
  const searched: string[] = [];
  for (const folder of folders) {
    const file = join(folder, 'planted');
    const text = Buffer.from(`Basic ${Buffer.from(`:${planted.value}`).toString('base64')}`);
    await writeFile(file, text);
    const { files, findings } = await findCanariesIn(folder, [...canaries, planted]);
    expect(findings).toEqual([{ canary: 'planted', spelling: 'base64 at 1', place: file }]);
    await writeFile(file, '');
    searched.push(...files);
  }
  return searched;
}

/** Crashes the page, and waits until it has. */
export async function crashPage({ app, window }: LaunchedApp): Promise<void> {
  const crashed = window.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
}
