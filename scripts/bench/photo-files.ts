import { chmod, link, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createNodeApp } from './node-app.ts';
import type { PageServer } from './page-server.ts';

/** A folder of photos as cameras write them, each named after somebody without a photo. */
export interface PhotoFolder {
  readonly path: string;
  readonly files: readonly string[];
  readonly megabytesEach: number;
}

/** 12 million pixels. */
const size = { width: 4000, height: 3000 };
/** So many pictures are made; the rest of the files are these under other names. */
const different = 10;

/** Makes such a folder within another one that the app may read. */
export async function makePhotoFolder(
  within: string,
  server: PageServer,
  count: number,
): Promise<PhotoFolder> {
  const path = await mkdtemp(join(within, 'photos-'));
  await chmod(path, 0o755);
  const names = await namesWithoutPhoto(server, count);
  const files = names.map((name) => join(path, `${name}.jpg`));
  let bytes = 0;
  for (const [place, file] of files.entries()) {
    const first = files[place % different] ?? file;
    if (first === file) await writePicture(file, place);
    else await link(first, file);
    bytes += (await stat(file)).size;
  }
  return { path, files, megabytesEach: bytes / 1e6 / count };
}

/** E-mail addresses of people about whom a file's name leaves no doubt. */
async function namesWithoutPhoto(server: PageServer, count: number): Promise<string[]> {
  const app = createNodeApp(await mkdtemp(join(tmpdir(), 'rollcall-bench-')));
  try {
    await app.signIn(server.address);
    const names: string[] = [];
    const limit = 200;
    for (let offset = 0; names.length < count; offset += limit) {
      const { rows } = await app.handlers.people.window({
        ...{ text: '', filters: ['no-photo', 'enabled'], organization: null, location: null },
        sort: { by: 'id', isDescending: false },
        ...{ offset, limit },
      });
      if (rows.length === 0) throw new Error('There are too few people without a photo');
      const found = rows.flatMap(({ email }) => email ?? []);
      const matches = await app.handlers.photos.match({ names: found });
      names.push(...found.filter((_, place) => matches[place]?.group === 'sure'));
    }
    return names.slice(0, count);
  } finally {
    await app.close();
  }
}

/** Soft shapes under the grain of a sensor, which make files as large as those of cameras. */
async function writePicture(file: string, seed: number): Promise<void> {
  const { width, height } = size;
  const hue = (seed * 36) % 360;
  const shapes = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue} 40% 60%)"/>
    <ellipse cx="2000" cy="1300" rx="700" ry="900" fill="hsl(${hue + 180} 50% 70%)"/>
    <rect x="900" y="2200" width="2200" height="800" fill="hsl(${hue + 90} 30% 30%)"/></svg>`;
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const picture = sharp(Buffer.from(shapes)).composite([{ input: grain, blend: 'soft-light' }]);
  await writeFile(file, await picture.jpeg({ quality: 88 }).toBuffer());
}
