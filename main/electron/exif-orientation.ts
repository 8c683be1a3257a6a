/** How a picture must be turned to stand upright: EXIF's values 1 (as it is) to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientationTag = 0x0112;
const startOfScan = 0xda;
const app1 = 0xe1;

/** Reads the orientation out of a JPEG's EXIF block; 1 where there is none or it is damaged. */
export function readOrientation(bytes: Uint8Array): Orientation {
  try {
    return findOrientation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // A DataView throws where a damaged file points past its end.
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

function findOrientation(view: DataView): Orientation {
  if (view.getUint16(0) !== 0xffd8) return 1;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === startOfScan) return 1;
    if (marker === app1 && view.getUint32(at + 4) === 0x45786966) {
      return orientationOfTiff(view, at + 10);
    }
    at += 2 + view.getUint16(at + 2);
  }
  return 1;
}

function orientationOfTiff(view: DataView, start: number): Orientation {
  const isLittleEndian = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittleEndian);
  const entries = view.getUint16(directory, isLittleEndian);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, isLittleEndian) !== orientationTag) continue;
    const value = view.getUint16(at + 8, isLittleEndian);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}

/** Turns raw pixels (4 bytes each) upright; width and height change places from 5 on. */
export function turnUpright(
  picture: { readonly pixels: Uint8Array; readonly width: number; readonly height: number },
  orientation: Orientation,
): { readonly pixels: Uint8Array; readonly width: number; readonly height: number } {
  if (orientation === 1) return picture;
  const { width, height } = picture;
  const isSideways = orientation >= 5;
  const [newWidth, newHeight] = isSideways ? [height, width] : [width, height];
  const pixels = new Uint8Array(picture.pixels.length);
  for (let y = 0; y < newHeight; y += 1) {
    for (let x = 0; x < newWidth; x += 1) {
      const [fromX, fromY] = sourceOf(x, y, width, height, orientation);
      const from = (fromY * width + fromX) * 4;
      pixels.set(picture.pixels.subarray(from, from + 4), (y * newWidth + x) * 4);
    }
  }
  return { pixels, width: newWidth, height: newHeight };
}

function sourceOf(
  x: number,
  y: number,
  width: number,
  height: number,
  orientation: Orientation,
): readonly [number, number] {
  const right = width - 1;
  const bottom = height - 1;
  switch (orientation) {
    case 1:
      return [x, y];
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [right - y, x];
  }
}
