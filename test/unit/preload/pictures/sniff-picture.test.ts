import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  pictureLimitBytes,
  pictureLimitPixels,
  sniffPicture,
} from '../../../../preload/rules/pictures/sniff-picture.ts';
import {
  kindOfSample,
  makePicture,
  type SampleKind,
  sampleKinds,
} from '../../../support/sample-pictures.ts';

const samples = new Map<SampleKind, Uint8Array>();

beforeAll(async () => {
  for (const kind of sampleKinds) samples.set(kind, await makePicture(kind, 23, 17));
});

function sampleOf(kind: SampleKind): Uint8Array {
  const sample = samples.get(kind);
  if (sample === undefined) throw new Error(`There is no sample of ${kind}.`);
  return sample;
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
const faultOf = (bytes: Uint8Array): string | null => {
  const sniffed = sniffPicture(bytes);
  return sniffed.ok ? null : sniffed.fault;
};

/** The sample with some of its bytes exchanged. */
function patched(
  kind: SampleKind,
  patch: (view: DataView, find: (name: string) => number) => void,
): Uint8Array {
  const bytes = Uint8Array.from(sampleOf(kind));
  const find = (name: string): number => Buffer.from(bytes).indexOf(name, 0, 'latin1');
  patch(new DataView(bytes.buffer), find);
  return bytes;
}

describe('a picture', () => {
  it.each(sampleKinds)('of kind %s is known by its bytes, whatever its size', async (kind) => {
    const sides = fc.integer({ min: 1, max: 300 });
    await fc.assert(
      fc.asyncProperty(sides, sides, async (width, height) => {
        const bytes = await makePicture(kind, width, height);
        expect(sniffPicture(bytes)).toEqual({ ok: true, kind: kindOfSample(kind), width, height });
      }),
      { numRuns: kind.endsWith('avif') ? 5 : 20 },
    );
  });

  it('may be moving: its first picture counts', async () => {
    const frames = await sharp(Buffer.alloc(20 * 60 * 3, 90), {
      raw: { width: 20, height: 60, channels: 3, pageHeight: 20 },
    })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    expect(sniffPicture(frames)).toEqual({ ok: true, kind: 'gif', width: 20, height: 20 });
  });

  it('may lie anywhere in its buffer', () => {
    const inside = join(text('before'), sampleOf('png'), text('after'));
    const view = inside.subarray(6, inside.length - 5);
    expect(sniffPicture(view)).toMatchObject({ ok: true, width: 23, height: 17 });
  });

  it('may have behind it what phones put there', () => {
    for (const rest of [sampleOf('jpeg'), text('SEFT'), sampleOf('avif')]) {
      expect(faultOf(join(sampleOf('jpeg'), rest))).toBeNull();
    }
  });
});

describe('what is refused', () => {
  it.each(sampleKinds)('is each beginning of a picture of kind %s that is not whole', (kind) => {
    const whole = sampleOf(kind);
    // What is padding at the end of a file need not be there.
    const padding = 3;
    for (let length = 0; length < whole.length - padding; length += 1) {
      expect(faultOf(whole.subarray(0, length)), `${length} of ${whole.length}`).not.toBeNull();
    }
  });

  it('is cut off, and called so', () => {
    for (const kind of sampleKinds) {
      const whole = sampleOf(kind);
      expect(faultOf(whole.subarray(0, Math.round(whole.length * 0.9))), kind).toBe('truncated');
    }
  });

  it('is nothing at all, and too many bytes', () => {
    expect(faultOf(new Uint8Array())).toBe('empty');
    expect(faultOf(new Uint8Array(pictureLimitBytes + 1))).toBe('too-heavy');
  });

  it('has too many pixels, by the header alone', () => {
    const bombs: Record<string, Uint8Array> = {
      png: patched('png', (view) => {
        view.setUint32(16, 30_000);
        view.setUint32(20, 30_000);
      }),
      jpeg: patched('jpeg', (view, find) => {
        view.setUint16(find('\xff\xc0') + 5, 65_500);
        view.setUint16(find('\xff\xc0') + 7, 65_500);
      }),
      'lossy webp': patched('lossy webp', (view) => {
        view.setUint16(26, 16_000, true);
        view.setUint16(28, 16_000, true);
      }),
      'lossless webp': patched('lossless webp', (view) => view.setUint32(21, 0x0fff_ffff, true)),
      gif: patched('gif', (view) => {
        view.setUint16(6, 65_535, true);
        view.setUint16(8, 65_535, true);
      }),
      'a gif whose picture is larger than its canvas': patched('gif', (view, find) => {
        const picture = find('\x2c\0\0\0\0');
        view.setUint16(picture + 5, 65_535, true);
        view.setUint16(picture + 7, 65_535, true);
      }),
      avif: patched('avif', (view, find) => {
        view.setUint32(find('ispe') + 8, 16_000);
        view.setUint32(find('ispe') + 12, 16_000);
      }),
      'a bmp of runs': patched('bmp', (view) => {
        view.setInt32(18, 30_000, true);
        view.setInt32(22, -30_000, true);
        view.setUint16(28, 8, true);
        view.setUint32(30, 1, true);
      }),
    };
    for (const [name, bytes] of Object.entries(bombs)) {
      expect(faultOf(bytes), name).toBe('too-many-pixels');
    }
  });

  it('says one size and holds another', () => {
    const ihdr = sampleOf('png').subarray(8, 33);
    const liars: Record<string, Uint8Array> = {
      'a png with two headers': join(
        sampleOf('png').subarray(0, 33),
        ihdr,
        sampleOf('png').subarray(33),
      ),
      'a webp whose canvas is another': patched('transparent webp', (view) =>
        view.setUint8(24, 200),
      ),
      'an avif whose data are larger': patched('avif', (view, find) => {
        view.setUint32(find('ispe') + 8, 5);
        view.setUint32(find('ispe') + 12, 5);
      }),
    };
    for (const [name, bytes] of Object.entries(liars)) {
      expect(faultOf(bytes), name).toBe('contradictory');
    }
  });

  it.each(sampleKinds)('is a picture of kind %s and something else besides', (kind) => {
    const archive = Buffer.alloc(22);
    archive.write('PK\x05\x06', 'latin1');
    const others = {
      page: text('\n<html><script>alert(1)</script>'),
      document: text('%PDF-1.7\n'),
      archive: join(text('PK\x03\x04 and a file'), archive),
      program: text('MZ\x90\0'),
      script: text('#!/bin/sh\n'),
    };
    for (const [name, other] of Object.entries(others)) {
      expect(faultOf(join(sampleOf(kind), other)), name).toBe('polyglot');
    }
  });

  it('hides a page in a comment at its beginning', () => {
    const comment = text('<script>alert(1)</script>');
    const length = new Uint8Array([0xff, 0xfe, 0, comment.length + 2]);
    const [head, rest] = [sampleOf('jpeg').subarray(0, 2), sampleOf('jpeg').subarray(2)];
    expect(faultOf(join(head, length, comment, rest))).toBe('polyglot');
  });

  it('is another kind of file, which is named where people will meet it', async () => {
    const tiff = await sharp({
      create: { width: 4, height: 4, channels: 3, background: '#888' },
    })
      .tiff()
      .toBuffer();
    const ftyp = (...brands: string[]): Uint8Array =>
      join(new Uint8Array([0, 0, 0, 8 + 4 * brands.length]), text(`ftyp${brands.join('')}`));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const files: [string, Uint8Array][] = [
      ['tiff', tiff],
      ['heic', ftyp('heic', '\0\0\0\0', 'mif1', 'heic')],
      ['heic', ftyp('mif1', '\0\0\0\0', 'mif1', 'heix')],
      ['animated-avif', ftyp('avis', '\0\0\0\0', 'avif', 'avis')],
      ['unknown', ftyp('isom', '\0\0\0\0', 'mp42')],
      ['svg', text(svg)],
      ['svg', text(`\ufeff<?xml version="1.0"?>\n<!-- a drawing -->${svg}`)],
      ['svg', Buffer.from(`\ufeff${svg}`, 'utf16le')],
      ['unknown', text('<!doctype html><p>Ada</p>')],
      ['unknown', text('%PDF-1.7')],
      ['unknown', text('Just words, long enough to be anything at all.')],
      ['unknown', new Uint8Array([0xff])],
      ['unknown', text('BM')],
    ];
    for (const [fault, bytes] of files) expect(faultOf(bytes)).toBe(fault);
  });
});

describe('damaged and hostile bytes', () => {
  const damages = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 12,
  });

  it.each(sampleKinds)('of kind %s never throw, and never pass with too many pixels', (kind) => {
    const sample = sampleOf(kind);
    fc.assert(
      fc.property(damages, fc.nat(sample.length), (places, cut) => {
        const bytes = Uint8Array.from(sample);
        // The beginning is where the sizes are, and what the readers go by.
        for (const [place, value] of places) bytes[place % Math.min(bytes.length, 400)] = value;
        for (const one of [bytes, bytes.subarray(0, cut), join(bytes, bytes.subarray(cut))]) {
          const sniffed = sniffPicture(one);
          if (!sniffed.ok) continue;
          expect(sniffed.width * sniffed.height).toBeLessThanOrEqual(pictureLimitPixels);
          expect(Math.min(sniffed.width, sniffed.height)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of any kind never throw', () => {
    const heads = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'RIFF\xff\0\0\0WEBPVP8X',
      'GIF89a',
      'BM',
      '\0\0\0\x14ftypavif',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), (head, rest) => {
        sniffPicture(join(Buffer.from(head, 'latin1'), rest));
        sniffPicture(rest);
      }),
      { numRuns: 500 },
    );
  });
});
