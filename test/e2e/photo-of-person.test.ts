import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { dragFiles } from '../../scripts/launch/drag-files.ts';
import { makePicture } from '../support/sample-pictures.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';
import { makeSharedFolder } from './support/shared-folder.ts';

async function makeFile(title: string, bytes: Uint8Array): Promise<string> {
  const path = join(await makeSharedFolder(), title);
  await writeFile(path, bytes);
  return path;
}

async function drop(window: Page, path: string, place: Locator): Promise<void> {
  await (await dragFiles(window, [path], place)).drop();
}

async function usePhoto(window: Page): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Crop photo' });
  await dialog.locator('[aria-busy=false]').waitFor();
  await dialog.getByRole('button', { name: 'Use photo' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The demo directory, with one person in the list. */
async function openDemo(window: Page) {
  const app = screensOf(window);
  await app.tryDemo.click();
  await app.count('500 people').waitFor();
  await app.search.fill('id:mira');
  await app.count(/^1 of/).waitFor();
  return { ...app, mira: app.people.getByRole('row').first() };
}

it('sets the photo of whom a file is dropped on, and of whom a copied one is pasted for', async () => {
  const { window } = await launchApp();
  const { mira, people } = await openDemo(window);
  const path = await makeFile('holiday.png', await makePicture('jpeg', 900, 1200));
  await drop(window, path, mira);
  await usePhoto(window);
  await window.getByText(/^The photo of .* is set$/).waitFor();
  const dropped = await mira.locator('img').getAttribute('src');
  expect(dropped).toMatch(/^app:\/\/rollcall\/picture\//);

  await mira.click();
  await window.getByRole('button', { name: 'More for the photo' }).click();
  await window.getByRole('menuitem', { name: 'Copy photo' }).click();
  await window.getByText(/^The photo of .* is copied$/).waitFor();
  await people.focus();
  await window.keyboard.press('ControlOrMeta+v');
  await usePhoto(window);
  await expect.poll(() => mira.locator('img').getAttribute('src')).not.toBe(dropped);
});

it('stays where it is, whatever is dropped and wherever', async () => {
  const { window } = await launchApp();
  const { mira, search } = await openDemo(window);
  const address = window.url();
  const html = await makeFile('page.html', Buffer.from('<h1>Elsewhere</h1>'));
  await drop(window, html, search);
  await drop(window, html, mira);
  await window.getByText(/^This is no picture that Rollcall reads/).waitFor();
  await window.keyboard.press('Escape');
  const svg = await makeFile('ada.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await drop(window, svg, mira);
  await window.getByText(/^SVG drawings can hold programs/).waitFor();
  expect(window.url()).toBe(address);
});
