import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { expect, it } from 'vitest';
import type { LaunchedApp } from '../../scripts/launch/launch-app.ts';
import { askPage } from '../support/ask-page.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

/** Opens the demo directory and begins to change somebody. */
async function beginEdit(window: Page): Promise<void> {
  const app = screensOf(window);
  await app.tryDemo.click();
  await app.people.waitFor();
  await app.search.fill('Administrator');
  await app.row(/^Administrator/).click();
  await window.getByRole('button', { name: 'Edit', exact: true }).click();
  const field = window.getByRole('textbox', { name: 'Job title', exact: true });
  await field.click();
  await field.fill('Surgeon');
}

/** Answers the question before leaving; none that comes is answered by a window that stays open. */
async function answerWith(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, index) => {
    const questions: string[] = [];
    Reflect.set(globalThis, 'questions', questions);
    dialog.showMessageBoxSync = (...args: unknown[]): number => {
      questions.push(JSON.stringify(args.at(-1)));
      return index;
    };
  }, button);
}

const closeWindow = ({ app }: LaunchedApp): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

it('comes back after a crash of the page, with the list and what was being typed', async () => {
  const { app, window } = await launchApp();
  await beginEdit(window);
  // Kept in main shortly after the last letter.
  await window.waitForTimeout(1_000);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  const readText = (): Promise<unknown> => askPage(app, 'document.body.innerText');
  await expect.poll(readText, { timeout: 30_000 }).toContain('Administrator');
  await askPage(
    app,
    `Array.from(document.querySelectorAll('[role=row]')).find((row) => row.getAttribute('aria-label')?.startsWith('Administrator')).click()`,
  );
  await expect.poll(readText).toContain('You had begun to change Administrator');
});

it('asks before it closes with something unsaved, and stays where the user wants to', async () => {
  const launched = await launchApp();
  const { app, window } = launched;
  await beginEdit(window);
  await answerWith(app, 0);
  await closeWindow(launched);
  const questions = (): Promise<unknown> =>
    app.evaluate(() => Reflect.get(globalThis, 'questions') as unknown);
  await expect.poll(questions).toHaveLength(1);
  expect(await questions()).toEqual([expect.stringContaining('Leave before all is done?')]);
  // It is still there, and so is everything behind it.
  const field = window.getByRole('textbox', { name: 'Job title', exact: true });
  expect(await field.inputValue()).toBe('Surgeon');
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await window
    .getByRole('status', { name: 'Editing' })
    .getByText(/^Saved/)
    .waitFor();
});

it('stays on quitting as well, with everything behind it still open', async () => {
  const launched = await launchApp();
  const { app, window } = launched;
  await beginEdit(window);
  await answerWith(app, 0);
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'questions') as unknown))
    .toHaveLength(1);
  // Quitting had not closed anything yet.
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await window
    .getByRole('status', { name: 'Editing' })
    .getByText(/^Saved/)
    .waitFor();
});

it('opens where it was and as large as it was, and in sight where that screen is gone', async () => {
  const first = await launchApp();
  const place = { x: 60, y: 40, width: 900, height: 640 };
  // A window that is still being shown may get back the size that it was opened with.
  await expect
    .poll(() =>
      first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
    )
    .toBe(true);
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  const boundsOf = ({ app }: LaunchedApp): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  // The page has its size from the display, which is asked for it and may take its time.
  await expect.poll(() => first.window.evaluate(() => innerWidth)).toBe(place.width);
  await expect.poll(() => boundsOf(first)).toEqual(place);
  await first.close();

  const { userDataDir } = first;
  const second = await launchApp({ userDataDir });
  await expect.poll(() => boundsOf(second)).toEqual(place);
  await second.close();

  const remembered = { ...place, x: 9000, y: 9000, isMaximized: false };
  writeFileSync(join(userDataDir, 'window.json'), JSON.stringify(remembered));
  const third = await launchApp({ userDataDir });
  expect(await boundsOf(third)).not.toMatchObject({ x: 9000 });
  expect(await boundsOf(third)).toMatchObject({ width: 1180, height: 760 });
});
