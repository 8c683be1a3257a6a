import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  type Orientation,
  readOrientation,
  turnUpright,
} from '../../../../main/electron/exif-orientation.ts';

const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** Three pixels wide, two high, each of its own colour. */
const width = 3;
const height = 2;
const raw = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
  at % 4 === 3 ? 255 : ((at >> 2) + 1) * 40,
);

const encode = (orientation: Orientation): Promise<Buffer> =>
  sharp(raw, { raw: { width, height, channels: 4 } })
    .flatten()
    .jpeg({ quality: 100 })
    .withMetadata({ orientation })
    .toBuffer();

describe('the orientation of a JPEG', () => {
  it.each(orientations)('%i is read as another library wrote it', async (orientation) => {
    expect(readOrientation(await encode(orientation))).toBe(orientation);
  });

  it('is 1 for everything without it, damaged or cut off anywhere', async () => {
    const jpeg = await encode(6);
    expect(readOrientation(new Uint8Array())).toBe(1);
    expect(readOrientation(await sharp(jpeg).png().toBuffer())).toBe(1);
    for (let length = 0; length < 200; length += 1) {
      expect([1, 6]).toContain(readOrientation(jpeg.subarray(0, length)));
      const damaged = new Uint8Array(jpeg);
      damaged.fill(0xff, length, length + 8);
      expect(orientations).toContain(readOrientation(damaged));
    }
  });
});

describe('turning pixels upright', () => {
  it.each(orientations)('agrees with another library for orientation %i', async (orientation) => {
    const ours = turnUpright({ pixels: raw, width, height }, orientation);
    const theirs = await sharp(
      await sharp(raw, { raw: { width, height, channels: 4 } })
        .tiff({ compression: 'none' })
        .withMetadata({ orientation })
        .toBuffer(),
    )
      .rotate()
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([ours.width, ours.height]).toEqual([theirs.info.width, theirs.info.height]);
    expect([...ours.pixels]).toEqual([...theirs.data]);
  });
});
