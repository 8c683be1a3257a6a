import sharp from 'sharp';
import { makeBitmap } from './bitmap-file.ts';
import type { PictureKind } from '../../preload/rules/pictures/picture-header.ts';

/** Kinds of file to make; some kinds of picture have several. */
export const sampleKinds = [
  'png',
  'jpeg',
  'progressive jpeg',
  'lossy webp',
  'lossless webp',
  'transparent webp',
  'gif',
  'avif',
  'transparent avif',
  'bmp',
] as const;

export type SampleKind = (typeof sampleKinds)[number];

/** What a sample is by its bytes. */
export function kindOfSample(kind: SampleKind): PictureKind {
  return kind.split(' ').at(-1) as PictureKind;
}

/** Makes a real picture of a kind: a gradient, which no encoder makes nothing of. */
export async function makePicture(
  kind: SampleKind,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const channels = kind.startsWith('transparent') ? 4 : 3;
  const pixels = new Uint8Array(width * height * channels);
  pixels.forEach((_, at) => (pixels[at] = (at * 7 + Math.floor(at / width)) % 256));
  const image = sharp(pixels, { raw: { width, height, channels } });
  switch (kind) {
    case 'png':
      return await image.png().toBuffer();
    case 'jpeg':
      return await image.jpeg().toBuffer();
    case 'progressive jpeg':
      return await image.jpeg({ progressive: true }).toBuffer();
    case 'lossy webp':
    case 'transparent webp':
      return await image.webp({ quality: 70 }).toBuffer();
    case 'lossless webp':
      return await image.webp({ lossless: true }).toBuffer();
    case 'gif':
      return await image.gif().toBuffer();
    case 'avif':
    case 'transparent avif':
      return await image.avif({ effort: 0 }).toBuffer();
    case 'bmp':
      return makeBitmap(width, height);
  }
}
