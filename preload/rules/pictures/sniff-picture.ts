import { readAvif } from './avif.ts';
import { readBmp } from './bmp.ts';
import { isPolyglot, nameForeign } from './foreign-bytes.ts';
import { readGif } from './gif.ts';
import { readJpeg } from './jpeg.ts';
import {
  type HeaderReader,
  type PictureFault,
  type PictureKind,
  textAt,
} from './picture-header.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

/** The largest file that is read: 25 MB. */
export const pictureLimitBytes = 25 * 1024 * 1024;

/** The most pixels that are decoded: 40 million. */
export const pictureLimitPixels = 40_000_000;

/** What a file is, by its bytes alone. */
export type Sniffed =
  | {
      readonly ok: true;
      readonly kind: PictureKind;
      /** As stored: a camera that was turned says so elsewhere. */
      readonly width: number;
      readonly height: number;
    }
  | { readonly ok: false; readonly fault: PictureFault };

const readers: Readonly<Record<PictureKind, HeaderReader>> = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  gif: readGif,
  avif: readAvif,
  bmp: readBmp,
};

/**
 * Tells what a file is before anything is decoded: its kind by its bytes, whether it is whole, and
 * whether it is small enough. Never throws, whatever the bytes.
 */
export function sniffPicture(bytes: Uint8Array): Sniffed {
  const fault = (name: PictureFault): Sniffed => ({ ok: false, fault: name });
  if (bytes.length === 0) return fault('empty');
  if (bytes.length > pictureLimitBytes) return fault('too-heavy');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const kind = kindOf(view);
    if (typeof kind !== 'string') return fault(kind.fault);
    const header = readers[kind](view);
    if (typeof header === 'string') return fault(header);
    const { width, height, end } = header;
    if (width * height > pictureLimitPixels) return fault('too-many-pixels');
    if (isPolyglot(view, end)) return fault('polyglot');
    return { ok: true, kind, width, height };
  } catch (error) {
    // Whatever is looked for behind the end of the file is missing in it.
    if (error instanceof RangeError) return fault('truncated');
    throw error;
  }
}

function kindOf(view: DataView): PictureKind | { readonly fault: PictureFault } {
  const head = textAt(view, 0, Math.min(16, view.byteLength));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('BM') && view.byteLength >= 26) return 'bmp';
  if (head.slice(4, 8) === 'ftyp') return kindOfBrands(view);
  return { fault: nameForeign(view) };
}

/** AVIF and HEIC are files of one kind, which say in their list of brands what they hold. */
function kindOfBrands(view: DataView): 'avif' | { readonly fault: PictureFault } {
  const end = Math.min(view.getUint32(0), view.byteLength, 256);
  const brands = new Set([textAt(view, 8, 4)]);
  for (let at = 16; at + 4 <= end; at += 4) brands.add(textAt(view, at, 4));
  if (brands.has('avis')) return { fault: 'animated-avif' };
  if (brands.has('avif')) return 'avif';
  const isHeic = [...brands].some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand));
  return { fault: isHeic ? 'heic' : 'unknown' };
}
