import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Person } from '../../preload/model/person.ts';
import { dragFiles } from '../../scripts/launch/drag-files.ts';
import { listPeople } from '../support/page-answers.ts';
import { type AbsentServer, admin, startAbsentServer } from './support/absent-server.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';
import { makeSharedFolder } from './support/shared-folder.ts';

const company = { fixture: 'demo', people: 300 } as const;

/** Enabled people without a photo, each with an id that says so and can be the name of a file. */
async function findPlain(server: AbsentServer, count: number): Promise<readonly Person[]> {
  const { people } = await listPeople(server.elsewhere, { maxItems: 1000 });
  return people
    .filter(
      ({ enabled, avatarId, id }) => enabled && avatarId === null && /^[a-z]+\.[a-z]+$/.test(id),
    )
    .slice(0, count);
}

/** A folder in a folder, with a photo for each name; the colour of each is its own. */
async function writeFolder(names: readonly string[]): Promise<string> {
  const folder = join(await makeSharedFolder(), 'Staff');
  await mkdir(join(folder, '2026'), { recursive: true });
  for (const path of [folder, join(folder, '2026')]) await chmod(path, 0o755);
  for (const [at, name] of names.entries()) {
    const background = { r: at, g: 255 - at, b: (at * 7) % 256 };
    const photo = sharp({ create: { width: 90, height: 120, channels: 3, background } });
    await writeFile(join(folder, at % 2 === 0 ? '' : '2026', name), await photo.jpeg().toBuffer());
  }
  return folder;
}

async function openDirectory(window: Page, server: AbsentServer): Promise<void> {
  await screensOf(window).enter({ address: server.url, ...admin });
  await screensOf(window).count('300 people').waitFor();
  await window.getByRole('button', { name: 'Dismiss' }).click();
}

it('sets the photos of a folder of 200, and takes all of them back', async () => {
  const server = await startAbsentServer(company);
  const plain = await findPlain(server, 80);
  const ids = new Set(plain.map(({ id }) => id));
  const strangers = Array.from(
    { length: 198 - plain.length },
    (_, at) => `Füße_${String(1000 + at)}.jpg`,
  );
  const folder = await writeFolder([...plain.map(({ id }) => `${id}.jpg`), ...strangers]);
  await writeFile(join(folder, 'list.txt'), 'Only words');
  await writeFile(join(folder, 'Thumbs.db'), 'Of another system');
  // Nobody may read it, the app of an ordinary user least of all.
  await writeFile(join(folder, 'Zoë.jpg'), 'secret', { mode: 0 });
  const { window } = await launchApp();
  await openDirectory(window, server);

  await (await dragFiles(window, [folder], screensOf(window).people)).drop();
  // The words and the forbidden one too, but not what Windows keeps in its folders.
  await window.getByText('200 files found').waitFor();
  // Some of them could be others as well, by their initials.
  const set = window.getByRole('button', { name: /^Set \d+ photos$/ });
  const count = /\d+/.exec(await set.innerText())?.[0] ?? '';
  expect(Number(count)).toBeGreaterThan(50);
  await set.click();
  const told = (end: string) => window.getByText(`All ${count} photos are ${end}`).first();
  await told('at the server').waitFor({ timeout: 90_000 });
  expect(server.photosReceived).toHaveLength(Number(count));
  const withPhoto = async (): Promise<number> => {
    const { people } = await listPeople(server.elsewhere, { maxItems: 1000 });
    return people.filter(({ id, avatarId }) => ids.has(id) && avatarId !== null).length;
  };
  expect(await withPhoto()).toBe(Number(count));
  await window.getByRole('button', { name: 'Undo all' }).click();
  await told('taken back').waitFor({ timeout: 90_000 });
  await screensOf(window).waitingChanges(0).waitFor();
  expect(await withPhoto()).toBe(0);
});

it('says what the server has refused, and has it tried again', async () => {
  const settings = { ...company, thumbnailsEnabled: false, discoveryEnabled: false };
  const server = await startAbsentServer(settings);
  const plain = await findPlain(server, 5);
  const folder = await writeFolder(plain.map(({ id }) => `${id}.jpg`));
  const { window } = await launchApp();
  await openDirectory(window, server);
  await (await dragFiles(window, [folder], screensOf(window).people)).drop();
  await window.getByRole('button', { name: /^Set \d photos?$/ }).click();
  const refusal = window.getByText(/^Refused by the server: This server makes no small pictures/);
  await refusal.first().waitFor({ timeout: 60_000 });
  await window.getByRole('button', { name: 'Try again' }).click();
  await expect
    .poll(() => server.photosReceived.length, { timeout: 60_000 })
    .toBeGreaterThan(plain.length);
  await expect.poll(() => refusal.count()).toBe(plain.length);
});
