import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawPortrait } from '../../main/demo/portrait/portrait.ts';
import { dragFiles } from '../launch/drag-files.ts';
import { bothWays, buttonOf, rowsOf } from './controls.ts';
import type { Guide } from './guide.ts';

/** How long the little pictures of some files may take to be drawn. */
const thumbnailsMs = 1500;

/** A photo is dropped on a row, cropped, set, taken back and removed. */
export async function photos(guide: Guide): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-photos-'));
  try {
    // The app may run as another user.
    await chmod(folder, 0o755);
    const path = join(folder, 'holiday.jpg');
    await sharp(Buffer.from(portrait)).jpeg().toFile(path);
    await drop(guide, path);
    await crop(guide);
    await remove(guide);
    await many(guide, join(folder, 'Staff'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function drop(guide: Guide, path: string): Promise<void> {
  await bothAt(guide, path, rowsOf(guide).nth(2), 'photo-over-row');
  await guide.window.getByRole('radio', { name: 'Grid' }).click();
  await bothAt(guide, path, rowsOf(guide).nth(2), 'photo-over-card');
  await guide.window.getByRole('radio', { name: 'List' }).click();
  await rowsOf(guide).nth(2).click();
  const panel = guide.window.getByRole('complementary');
  await bothAt(guide, path, panel, 'photo-over-panel');
  await (await dragFiles(guide.window, [path], panel)).drop();
}

async function bothAt(
  guide: Guide,
  path: string,
  place: Parameters<typeof dragFiles>[2],
  name: string,
): Promise<void> {
  const drag = await dragFiles(guide.window, [path], place);
  await guide.window.getByText(/^Drop to set the photo of/).waitFor();
  await bothWays(guide, name);
  await drag.leave();
  await guide.window.mouse.move(5, 5);
  await guide.window.getByText(/^Drop to set the photo of/).waitFor({ state: 'detached' });
}

async function crop(guide: Guide): Promise<void> {
  const { window, resize } = guide;
  const dialog = window.getByRole('dialog', { name: 'Crop photo' });
  await dialog.locator('[aria-busy=false]').waitFor();
  await bothWays(guide, 'crop-photo');
  await resize(480, 800);
  await bothWays(guide, 'crop-photo-narrow');
  await resize(1280, 800);
  await dialog.getByRole('button', { name: 'Use photo' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await window.getByText(/^The photo of .* is set$/).waitFor();
  await bothWays(guide, 'photo-set');
}

async function remove(guide: Guide): Promise<void> {
  await buttonOf(guide, 'Remove photo').click();
  await guide.window.getByText(/^The photo of .* is removed$/).waitFor();
  await guide.step('photo-removed-light');
  await buttonOf(guide, 'Undo').click();
  await guide.window.getByText(/^The photo of .* is as it was$/).waitFor();
}

/** A folder of photos is matched to people, and all of them are set. */
async function many(guide: Guide, folder: string): Promise<void> {
  const { window, step, resize } = guide;
  const names = await rowsOf(guide).evaluateAll((rows) =>
    rows.map((row) => (row.getAttribute('aria-label') ?? '').split(',')[0] ?? ''),
  );
  await mkdir(folder);
  await chmod(folder, 0o755);
  const files = [...new Set(names), 'holiday in Rome'].slice(-10);
  for (const [at, name] of files.entries()) {
    const face = sharp(drawPortrait({ isFeminine: at % 2 === 0, seed: at, stream: 1 }));
    await face
      .resize(600, 800, { fit: 'cover' })
      .jpeg()
      .toFile(join(folder, `${name}.jpg`));
  }
  await (await dragFiles(window, [folder], window.getByRole('grid', { name: 'People' }))).drop();
  await window.getByText(/files found$/).waitFor();
  await window.waitForTimeout(thumbnailsMs);
  await bothWays(guide, 'match-photos');
  await resize(480, 800);
  await step('match-photos-narrow-light');
  await resize(1280, 800);
  await buttonOf(guide, /^Set \d+ photo/).click();
  await window
    .getByText(/photos are at the server$/)
    .first()
    .waitFor();
  await bothWays(guide, 'photo-job');
  await buttonOf(guide, /^Done/).click();
  await buttonOf(guide, 'Start over').click();
  await buttonOf(guide, 'Back to people').click();
}

/** Somebody before a wall, who is not in the middle. */
const portrait = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1800">
  <rect width="1200" height="1800" fill="#b9c7d6"/>
  <rect y="1300" width="1200" height="500" fill="#7d8b99"/>
  <path d="M220 1800q0-620 400-620t400 620z" fill="#31507a"/>
  <rect x="540" y="900" width="160" height="320" rx="70" fill="#dba98a"/>
  <ellipse cx="620" cy="700" rx="240" ry="310" fill="#e8bd9f"/>
  <path d="M360 700q-30-400 260-400t270 420q-60-230-270-230t-260 210z" fill="#4b3226"/>
  <circle cx="530" cy="700" r="24" fill="#30302f"/><circle cx="710" cy="700" r="24" fill="#30302f"/>
  <path d="M530 850q90 70 180 0" stroke="#8c4a3c" stroke-width="18" fill="none"/>
</svg>`;
