import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { dragFiles } from '../../scripts/launch/drag-files.ts';
import {
  type AbsentServer,
  admin,
  becomesOffline,
  becomesOnline,
  startAbsentServer,
} from './support/absent-server.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';
import { makeSharedFolder } from './support/shared-folder.ts';

type Colour = 'red' | 'blue';

/** A portrait as a phone writes it: lying on its side, and with the place where it was taken. */
async function writePhoto(top: Colour, bottom: Colour): Promise<string> {
  const lower = await sharp({
    create: { width: 600, height: 400, channels: 3, background: bottom },
  })
    .png()
    .toBuffer();
  const upright = await sharp({ create: { width: 600, height: 800, channels: 3, background: top } })
    .composite([{ input: lower, top: 400, left: 0 }])
    .png()
    .toBuffer();
  const exif = { IFD3: { GPSLatitude: '47/1 22/1 0/1', GPSLongitude: '8/1 32/1 0/1' } };
  const path = join(await makeSharedFolder(), 'IMG_0001.JPG');
  const turned = sharp(upright).rotate(270).withExif(exif).withMetadata({ orientation: 6 });
  await writeFile(path, await turned.jpeg().toBuffer());
  return path;
}

async function openDirectory(window: Page, server: AbsentServer): Promise<void> {
  await screensOf(window).enter({ address: server.url, ...admin });
  await screensOf(window).count('5 people').waitFor();
  // It comes when it is known that there is no keychain, and moves what files are dropped on.
  await window.getByRole('button', { name: 'Dismiss' }).click();
}

const cropDialog = (window: Page) => window.getByRole('dialog', { name: 'Crop photo' });
const photoNews = (window: Page) => window.getByRole('status', { name: 'Photos' });

async function useIt(window: Page): Promise<void> {
  await cropDialog(window).getByRole('button', { name: 'Use photo' }).click();
  await cropDialog(window).waitFor({ state: 'hidden' });
}

/** The colours of a picture near its top and its bottom, as an eye would name them. */
async function coloursOf(picture: Uint8Array): Promise<readonly string[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const nameAt = (part: number): string => {
    const at = (Math.floor(info.height * part) * info.width + (info.width >> 1)) * info.channels;
    const [red = 0, , blue = 0] = data.subarray(at, at + 3);
    return red > 180 && blue < 80 ? 'red' : blue > 180 && red < 80 ? 'blue' : 'neither';
  };
  return [nameAt(0.1), nameAt(0.9)];
}

/** Lets the dialogs of the system be answered by a path, without a window of theirs. */
async function answerSaveDialogs(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    const answer = { canceled: false, filePath: path };
    Reflect.set(dialog, 'showSaveDialog', () => Promise.resolve(answer));
  }, filePath);
}

it('sets the photo that is dropped on a person: upright, square, small, and of nowhere', async () => {
  const server = await startAbsentServer();
  const path = await writePhoto('red', 'blue');
  const { window } = await launchApp();
  await openDirectory(window, server);
  await screensOf(window).openPerson('Ben Carson');

  const drag = await dragFiles(window, [path], screensOf(window).person('Ben Carson'));
  await window.getByText('Drop to set the photo of Ben Carson').waitFor();
  await drag.drop();
  await useIt(window);
  await photoNews(window).getByText('The photo of Ben Carson is set').waitFor();
  await expect.poll(() => server.photosReceived.length).toBe(1);
  const [sent = new Uint8Array()] = server.photosReceived;
  const { width, height, exif, orientation } = await sharp(sent).metadata();
  expect({ width, height, exif, orientation }).toEqual({
    width: 512,
    height: 512,
    exif: undefined,
    orientation: undefined,
  });
  expect(sent.length).toBeLessThan(200_000);
  expect(Buffer.from(sent).includes('GPS')).toBe(false);
  expect(await coloursOf(sent)).toEqual(['red', 'blue']);
  await screensOf(window).waitingChanges(0).waitFor();
});

it('sets the photo that is dropped on a row, and takes it back by the keyboard', async () => {
  const server = await startAbsentServer();
  const path = await writePhoto('red', 'blue');
  const { window } = await launchApp();
  await openDirectory(window, server);
  await (await dragFiles(window, [path], screensOf(window).row(/^Ben Carson/))).drop();
  await useIt(window);
  await expect.poll(() => server.photosReceived.length).toBe(1);
  await screensOf(window).waitingChanges(0).waitFor();
  await screensOf(window).people.focus();
  await window.keyboard.press('ControlOrMeta+z');
  await photoNews(window).getByText('The photo of Ben Carson is as it was').waitFor();
  const avatar = () => server.elsewhere.avatars.get('ben', { placeholder: false });
  await expect.poll(async () => (await avatar()).kind).toBe('none');
});

it('copies a photo by the clipboard of the system, and pastes it for somebody else', async () => {
  const server = await startAbsentServer();
  const path = await writePhoto('red', 'blue');
  const { window } = await launchApp();
  await openDirectory(window, server);
  await screensOf(window).openPerson('Ben Carson');
  await (await dragFiles(window, [path], screensOf(window).person('Ben Carson'))).drop();
  await useIt(window);
  await window.getByRole('button', { name: 'More for the photo' }).click();
  await window.getByRole('menuitem', { name: 'Copy photo' }).click();

  await screensOf(window).openPerson('Alice Davis');
  await window.keyboard.press('ControlOrMeta+v');
  await cropDialog(window).getByText('For Alice Davis').waitFor();
  await useIt(window);
  await expect.poll(() => server.photosReceived.length).toBe(2);
  const [, pasted = new Uint8Array()] = server.photosReceived;
  expect((await sharp(pasted).metadata()).width).toBe(512);
  expect(await coloursOf(pasted)).toEqual(['red', 'blue']);
});

it('keeps a photo dropped offline over the end of the app, and sends the last one only', async () => {
  const server = await startAbsentServer();
  const [first, last] = await Promise.all([writePhoto('red', 'red'), writePhoto('blue', 'blue')]);
  const launched = await launchApp();
  await openDirectory(launched.window, server);
  await becomesOffline(launched.window, server);
  for (const path of [first, last]) {
    const row = screensOf(launched.window).row(/^Ben Carson/);
    await (await dragFiles(launched.window, [path], row)).drop();
    await useIt(launched.window);
    await screensOf(launched.window).waitingChanges(1).waitFor();
  }
  // Copied when it was dropped: what becomes of the file does not matter.
  await writeFile(last, 'gone');
  await launched.close();

  const { window } = await launchApp({ userDataDir: launched.userDataDir });
  await screensOf(window).waitingChanges(1).waitFor();
  await screensOf(window).openPerson('Ben Carson');
  const panel = screensOf(window).person('Ben Carson');
  await panel.getByText('Photo waits to be sent').waitFor();
  await becomesOnline(window, server);
  await screensOf(window).password.fill('admin');
  await screensOf(window).signIn.click();
  await screensOf(window).waitingChanges(0).waitFor({ timeout: 60_000 });
  expect(server.photosReceived).toHaveLength(1);
  expect(await coloursOf(server.photosReceived[0] ?? new Uint8Array())).toEqual(['blue', 'blue']);
});

it('shows a new photo at once, and says that the server is still preparing it', async () => {
  const server = await startAbsentServer({ avatarDelayMs: 6_000 });
  const path = await writePhoto('red', 'red');
  const { window } = await launchApp();
  await openDirectory(window, server);
  await screensOf(window).openPerson('Ben Carson');
  const panel = screensOf(window).person('Ben Carson');
  await (await dragFiles(window, [path], panel)).drop();
  await useIt(window);
  await panel.getByText('The server has the photo and is preparing it').waitFor();
  const shown = panel.getByRole('img').first();
  const before = await shown.getAttribute('src');
  expect(before).toMatch(/^app:\/\/rollcall\/picture\/[0-9a-f]{64}$/);
  await panel.getByText('The server has the photo and is preparing it').waitFor({
    state: 'hidden',
    timeout: 30_000,
  });
  // Of 512 pixels still, where the server has 64.
  expect(await shown.getAttribute('src')).toBe(before);
  const answer = await server.elsewhere.avatars.get('ben', { placeholder: false });
  expect(answer.kind).toBe('photo');
});

it('says before a drop, and after it, that the server has no photos', async () => {
  const server = await startAbsentServer({ thumbnailsEnabled: false });
  const path = await writePhoto('red', 'red');
  const { window } = await launchApp();
  await openDirectory(window, server);
  const drag = await dragFiles(window, [path], screensOf(window).row(/^Ben Carson/));
  const reason = 'This server makes no thumbnails, and so it has no photos.';
  await window.getByText(reason).waitFor();
  await drag.drop();
  await photoNews(window).getByText(reason).waitFor();
  await expect.poll(() => cropDialog(window).count()).toBe(0);
});

it('opens nothing behind a dialog where a folder is dropped on it', async () => {
  const path = await writePhoto('red', 'red');
  const { window } = await launchApp();
  await screensOf(window).tryDemo.click();
  await screensOf(window).count('500 people').waitFor();
  const row = screensOf(window).people.getByRole('row').nth(3);
  const over = await dragFiles(window, [dirname(path)], row);
  await window.getByText(/^A picture becomes the photo of .+; a folder is matched/).waitFor();
  await over.leave();
  await window.getByRole('button', { name: 'New person' }).click();
  const dialog = window.getByRole('dialog', { name: 'New person' });
  const place = dialog.getByRole('button', { name: 'Choose photo' });
  await (await dragFiles(window, [dirname(path)], place)).drop();
  await dialog
    .getByRole('alert')
    .getByText(/^Close the dialog first/)
    .waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await row.waitFor();
});

it('keeps a photo that a server without photos has refused, with what to do', async () => {
  // Such a one does not tell before it is asked for one.
  const server = await startAbsentServer({ thumbnailsEnabled: false, discoveryEnabled: false });
  const path = await writePhoto('red', 'red');
  const { window } = await launchApp();
  await openDirectory(window, server);
  await (await dragFiles(window, [path], screensOf(window).row(/^Ben Carson/))).drop();
  await useIt(window);
  await screensOf(window).waitingChanges(1).click();
  await window.getByText(/^This server makes no small pictures/).waitFor();
  await window.getByRole('img', { name: 'After: photo of Ben Carson' }).waitFor();
});

it('refuses what is no picture before it is decoded, and says why', async () => {
  const folder = await makeSharedFolder();
  const files = {
    'phone.heic': [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), /HEIC/],
    'drawing.png': [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
    'half.jpg': [
      (await readFile(await writePhoto('red', 'red'))).subarray(0, 1500),
      /ends too early/,
    ],
    'note.jpg': [Buffer.from('Only words'), /no picture/],
  } as const;
  const { window } = await launchApp();
  const home = window.url();
  await screensOf(window).tryDemo.click();
  await screensOf(window).count('500 people').waitFor();
  for (const [name, [contents, reason]] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, contents);
    await (
      await dragFiles(window, [path], screensOf(window).people.getByRole('row').nth(3))
    ).drop();
    await cropDialog(window).getByText(reason).waitFor();
    await window.keyboard.press('Escape');
    await cropDialog(window).waitFor({ state: 'hidden' });
  }
  // Wherever it falls, what is dropped never takes the place of the app.
  await (await dragFiles(window, [join(folder, 'drawing.png')], screensOf(window).search)).drop();
  await photoNews(window).getByText('Drop it on a person to set their photo').waitFor();
  expect(window.url()).toBe(home);
});

it('exports all photos as an archive, named by id', async () => {
  const { app, window, userDataDir } = await launchApp();
  await screensOf(window).tryDemo.click();
  await screensOf(window).count('500 people').waitFor();
  const path = join(userDataDir, 'photos.zip');
  await answerSaveDialogs(app, path);
  await window.getByRole('button', { name: 'Photos', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Export all photos…' }).click();
  await window.getByText(/photos exported/).waitFor({ timeout: 120_000 });
  const entries = Object.entries(unzipSync(await readFile(path)));
  expect(entries.length).toBeGreaterThan(250);
  for (const [name, bytes] of entries.slice(0, 20)) {
    expect(name).toMatch(/^[\p{L}\p{N}_.@-]+\.(?:png|jpg)$/u);
    expect((await sharp(bytes).metadata()).width).toBeGreaterThan(0);
  }
});
