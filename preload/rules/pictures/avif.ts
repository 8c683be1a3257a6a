import { readAv1Size } from './av1.ts';
import { type HeaderReader, isSize, textAt } from './picture-header.ts';

/** A box of ISO 14496-12: where its content begins and ends. */
interface Box {
  readonly type: string;
  readonly at: number;
  readonly end: number;
}

const topBoxes = /^(?:ftyp|meta|mdat|free|skip|uuid|moov|pdin)$/;

/**
 * Reads an AVIF's size: that of the largest picture which it announces, since tiles, alpha and
 * thumbnails have their own, once the AV1 data have been seen to keep to it.
 */
export const readAvif: HeaderReader = (view) => {
  const boxes = boxesIn(view, 0, view.byteLength, topBoxes);
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta === undefined) return 'damaged';
  // Behind the version and flags that a full box begins with.
  const parts = boxesIn(view, meta.at + 4, meta.end);
  const find = (type: string): Box | undefined => parts.find((part) => part.type === type);
  const properties = find('iprp');
  const items = find('iinf');
  const places = find('iloc');
  if (properties === undefined || items === undefined || places === undefined) return 'damaged';

  const sizes = boxesIn(view, properties.at, properties.end)
    .filter(({ type }) => type === 'ipco')
    .flatMap((box) => boxesIn(view, box.at, box.end))
    .filter(({ type }) => type === 'ispe')
    .map(({ at }) => ({ width: view.getUint32(at + 4), height: view.getUint32(at + 8) }));
  const width = Math.max(0, ...sizes.map((size) => size.width));
  const height = Math.max(0, ...sizes.map((size) => size.height));
  if (!isSize(width, height)) return 'damaged';

  const pictures = itemsOf(view, items, 'av01');
  if (pictures.size === 0) return 'damaged';
  const dataAt = find('idat')?.at ?? 0;
  for (const { id, from, end } of placesOf(view, places, dataAt)) {
    if (!pictures.delete(id)) continue;
    view.getUint8(end - 1);
    const size = readAv1Size(view, from, end);
    if (size === null) return 'damaged';
    if (size.width > width || size.height > height) return 'contradictory';
  }
  const end = boxes.at(-1)?.end ?? view.byteLength;
  return pictures.size === 0 ? { width, height, end } : 'damaged';
};

/** The boxes that follow each other; the first of another type is none of them. */
function boxesIn(view: DataView, from: number, end: number, types = /^[\w ]{4}$/): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= end;) {
    const short = view.getUint32(at);
    const isLong = short === 1;
    const bytes = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const head = isLong ? 16 : 8;
    const type = textAt(view, at + 4, 4);
    if (bytes < head || !types.test(type)) break;
    if (at + bytes > end) throw new RangeError('The box ends behind the file.');
    boxes.push({ type, at: at + head, end: at + bytes });
    at += bytes;
  }
  return boxes;
}

/** The numbers of the items of one type. */
function itemsOf(view: DataView, { at, end }: Box, wanted: string): Set<number> {
  const first = at + (view.getUint8(at) === 0 ? 6 : 8);
  const found = new Set<number>();
  for (const item of boxesIn(view, first, end)) {
    const isWide = view.getUint8(item.at) === 3;
    const id = isWide ? view.getUint32(item.at + 4) : view.getUint16(item.at + 4);
    if (textAt(view, item.at + (isWide ? 10 : 8), 4) === wanted) found.add(id);
  }
  return found;
}

interface Place {
  readonly id: number;
  readonly from: number;
  readonly end: number;
}

/** Where the data of each item begin: in the file, or in the box `idat` of the description. */
function placesOf(view: DataView, box: Box, dataAt: number): Place[] {
  const version = view.getUint8(box.at);
  const sizes = view.getUint16(box.at + 4);
  const [offsetBytes, lengthBytes, baseBytes] = [
    sizes >>> 12,
    (sizes >>> 8) & 15,
    (sizes >>> 4) & 15,
  ];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version < 2 ? 2 : 4;
  let at = box.at + 6;
  const read = (bytes: number): number => {
    let value = 0;
    for (let left = bytes; left > 0; left -= 1, at += 1) value = value * 256 + view.getUint8(at);
    return value;
  };

  const places: Place[] = [];
  for (let left = read(idBytes); left > 0; left -= 1) {
    const id = read(idBytes);
    const isInDescription = version > 0 && (read(2) & 15) === 1;
    read(2);
    const base = read(baseBytes) + (isInDescription ? dataAt : 0);
    for (let extents = read(2); extents > 0; extents -= 1) {
      read(indexBytes);
      const from = base + read(offsetBytes);
      places.push({ id, from, end: from + read(lengthBytes) });
    }
  }
  return places;
}
