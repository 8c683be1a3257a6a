import { type HeaderReader, isSize } from './picture-header.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Reads a JPEG's size, and walks through its segments and scans to the end marker. */
export const readJpeg: HeaderReader = (view) => {
  let size: { readonly width: number; readonly height: number } | null = null;
  let hasPixels = false;
  for (let at = 2; ;) {
    const marker = markerAt(view, at);
    if (marker === null) return 'damaged';
    at = marker.end;
    if (marker.code === endOfImage) {
      return size !== null && hasPixels ? { ...size, end: at } : 'damaged';
    }
    if (isAlone(marker.code)) continue;
    const length = view.getUint16(at);
    if (length < 2) return 'damaged';
    if (isFrame(marker.code)) {
      const height = view.getUint16(at + 3);
      const width = view.getUint16(at + 5);
      // A height of 0 stands for one that is told later, which no camera does.
      if (!isSize(width, height)) return 'damaged';
      if (size !== null) return 'contradictory';
      size = { width, height };
    }
    at += length;
    view.getUint8(at - 1);
    if (marker.code === startOfScan) {
      if (size === null) return 'damaged';
      hasPixels = true;
      at = endOfScan(view, at);
    }
  }
};

/** The marker at a place, where there is one: any number of fill bytes may come before its code. */
function markerAt(view: DataView, at: number): { code: number; end: number } | null {
  if (view.getUint8(at) !== 0xff) return null;
  let place = at + 1;
  while (view.getUint8(place) === 0xff) place += 1;
  return { code: view.getUint8(place), end: place + 1 };
}

/** Where the compressed data of a scan ends: at a marker that is no restart and no escaped byte. */
function endOfScan(view: DataView, from: number): number {
  // Nearly all of a file is this: it is looked through by what is quicker than a loop of ours.
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = from; ; at += 1) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw new RangeError('The file ends within its pixels.');
    const next = view.getUint8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
}

/** Markers without a length. */
function isAlone(code: number): boolean {
  return code === 0x01 || (code >= 0xd0 && code <= 0xd8);
}

/** SOF0 to SOF15 but for those that are tables of something else. */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}
