import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const trueColorWithAlpha = 6;
/** Each byte is stored as its difference from the byte of the pixel to the left. */
const subFilter = 1;
const bytesPerPixel = 4;

/** Encodes a square picture of four bytes a pixel. */
export function encodePng(rgba: Uint8Array, sizePixels: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePixels, 0);
  header.writeUInt32BE(sizePixels, 4);
  header.set([8, trueColorWithAlpha, 0, 0, 0], 8);
  const rowBytes = sizePixels * bytesPerPixel;
  const rows = Buffer.alloc((rowBytes + 1) * sizePixels);
  for (let y = 0; y < sizePixels; y += 1) {
    const start = y * (rowBytes + 1);
    rows[start] = subFilter;
    for (let x = 0; x < rowBytes; x += 1) {
      const left = x < bytesPerPixel ? 0 : (rgba[y * rowBytes + x - bytesPerPixel] ?? 0);
      rows[start + 1 + x] = (rgba[y * rowBytes + x] ?? 0) - left;
    }
  }
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
