import { type HeaderReader, isSize, textAt } from './picture-header.ts';

/** Reads a PNG's size, and walks through its chunks to the last one. */
export const readPng: HeaderReader = (view) => {
  if (textAt(view, 12, 4) !== 'IHDR' || view.getUint32(8) !== 13) return 'damaged';
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  if (!isSize(width, height)) return 'damaged';

  let hasPixels = false;
  for (let at = 33; ;) {
    const type = textAt(view, at + 4, 4);
    at += 12 + view.getUint32(at);
    view.getUint8(at - 1);
    if (type === 'IHDR') return 'contradictory';
    if (type === 'IDAT') hasPixels = true;
    if (type === 'IEND') return hasPixels ? { width, height, end: at } : 'damaged';
  }
};
