import { type HeaderReader, isSize } from './picture-header.ts';

const uncompressed = [0, 3, 6];
const runLengths = [1, 2];
const depths = [1, 2, 4, 8, 16, 24, 32];

/** Reads a BMP's size, and whether its rows are all there. */
export const readBmp: HeaderReader = (view) => {
  const dataAt = view.getUint32(10, true);
  const headerBytes = view.getUint32(14, true);
  const isOld = headerBytes === 12;
  if (!isOld && (headerBytes < 40 || headerBytes > 124)) return 'damaged';
  const width = isOld ? view.getUint16(18, true) : view.getInt32(18, true);
  // A negative height is a picture that is stored from its top.
  const height = isOld ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const depth = view.getUint16(isOld ? 24 : 28, true);
  const compression = isOld ? 0 : view.getUint32(30, true);
  if (!isSize(width, height) || !depths.includes(depth)) return 'damaged';
  if (dataAt < 14 + headerBytes) return 'damaged';

  if (runLengths.includes(compression)) {
    view.getUint8(dataAt);
    return { width, height, end: view.byteLength };
  }
  if (!uncompressed.includes(compression)) return 'damaged';
  const end = dataAt + Math.ceil((width * depth) / 32) * 4 * height;
  return end > view.byteLength ? 'truncated' : { width, height, end };
};
