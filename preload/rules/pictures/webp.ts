import {
  type HeaderReader,
  isSize,
  type PictureFault,
  type PictureHeader,
  textAt,
} from './picture-header.ts';

type Size = Pick<PictureHeader, 'width' | 'height'>;

/** Reads a WebP's size, and whether each picture in it fits the canvas that it announces. */
export const readWebp: HeaderReader = (view) => {
  const end = 8 + view.getUint32(4, true);
  view.getUint8(end - 1);
  const first = textAt(view, 12, 4);
  if (first !== 'VP8X') {
    const size = readFrame(view, 12);
    return typeof size === 'string' ? size : { ...size, end };
  }
  const canvas = { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  let hasPixels = false;
  for (let at = 30; at + 8 <= end; at = endOfChunk(view, at)) {
    if (endOfChunk(view, at) > end + 1) return 'damaged';
    const type = textAt(view, at, 4);
    if (type === 'VP8X') return 'contradictory';
    const frame =
      type === 'ANMF' ? readMoving(view, at) : isFrame(type) ? readFrame(view, at) : null;
    if (typeof frame === 'string') return frame;
    if (frame === null) continue;
    const isWhole = frame.width === canvas.width && frame.height === canvas.height;
    const isInside = frame.width <= canvas.width && frame.height <= canvas.height;
    if (type === 'ANMF' ? !isInside : !isWhole) return 'contradictory';
    hasPixels = true;
  }
  return hasPixels ? { ...canvas, end } : 'damaged';
};

/** The size that the data of a picture says, which is what a decoder goes by. */
function readFrame(view: DataView, at: number): Size | PictureFault {
  const size =
    textAt(view, at, 4) === 'VP8L' ? readLossless(view, at + 8) : readLossy(view, at + 8);
  if (size === null || !isSize(size.width, size.height)) return 'damaged';
  view.getUint8(at + 7 + view.getUint32(at + 4, true));
  return size;
}

function readLossy(view: DataView, at: number): Size | null {
  const isKeyFrame = (view.getUint8(at) & 1) === 0;
  if (!isKeyFrame || uint24(view, at + 3) !== 0x2a019d) return null;
  return {
    width: view.getUint16(at + 6, true) & 0x3fff,
    height: view.getUint16(at + 8, true) & 0x3fff,
  };
}

function readLossless(view: DataView, at: number): Size | null {
  if (view.getUint8(at) !== 0x2f) return null;
  const bits = view.getUint32(at + 1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** One of several pictures that follow each other, with its place on the canvas. */
function readMoving(view: DataView, at: number): Size | PictureFault {
  const place = { x: 2 * uint24(view, at + 8), y: 2 * uint24(view, at + 11) };
  const told = { width: 1 + uint24(view, at + 14), height: 1 + uint24(view, at + 17) };
  const end = endOfChunk(view, at);
  for (let part = at + 24; part + 8 <= end; part = endOfChunk(view, part)) {
    if (!isFrame(textAt(view, part, 4))) continue;
    const size = readFrame(view, part);
    if (typeof size === 'string') return size;
    if (size.width !== told.width || size.height !== told.height) return 'contradictory';
    return { width: place.x + size.width, height: place.y + size.height };
  }
  return 'damaged';
}

function isFrame(type: string): boolean {
  return type === 'VP8 ' || type === 'VP8L';
}

/** Chunks are padded to an even length. */
function endOfChunk(view: DataView, at: number): number {
  const bytes = view.getUint32(at + 4, true);
  return at + 8 + bytes + (bytes % 2);
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
