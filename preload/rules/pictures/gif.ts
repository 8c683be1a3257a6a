import { type HeaderReader, isSize } from './picture-header.ts';

/** Reads a GIF's size, and walks through its blocks to the trailer. */
export const readGif: HeaderReader = (view) => {
  let width = view.getUint16(6, true);
  let height = view.getUint16(8, true);
  let at = 13 + tableBytes(view.getUint8(10));
  let hasPixels = false;
  for (;;) {
    const block = view.getUint8(at);
    if (block === 0x3b) {
      if (!hasPixels || !isSize(width, height)) return 'damaged';
      return { width, height, end: at + 1 };
    }
    if (block === 0x21) {
      at = endOfParts(view, at + 2);
    } else if (block === 0x2c) {
      // Decoders enlarge the canvas to a first picture that is larger than it.
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      hasPixels = true;
      at = endOfParts(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    } else {
      return 'damaged';
    }
  }
};

/** The length of a colour table by the flags that announce it. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

function endOfParts(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}
