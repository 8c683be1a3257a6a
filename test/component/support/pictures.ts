import { makeBitmap } from '../../support/bitmap-file.ts';

/**
 * Pictures of 16 x 12 pixels that a browser does not encode: red and green above blue and white. The
 * GIF has a second picture, in black.
 */
const encoded = {
  gif:
    'R0lGODlhEAAMAIIAAExpcQD/AP8AAP///wAA/wAAAAAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQFCgAAACwAAA' +
    'AAEAAMAAADJSi6Gv6OMQjlos82HLTgnQYSZEkOaIqapqqypZvCpzzQhH3TegIAIfkEBQoAAAAsAAAAABAADACATGlx' +
    'AAAAAgyMj6nL7Q+jnLTaawoAOw==',
  avif:
    'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAA' +
    'AAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAADEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAAB' +
    'AABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAABAAAA' +
    'AMAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAA5bWRhdBIACgg4DP7aQENBpDIjRICQ0qAA' +
    'PIABAL7QOmiKSuG2M5NvVwEB/nR2BkHvwd78RMA=',
  webp: 'UklGRjYAAABXRUJQVlA4TCoAAAAvD8ACAB8gEEjeHzqN+RcQFPwf3fxHZA+AMNtokpOc5H0PIaL/UfrB9gE=',
  cmykJpeg:
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBg' +
    'gLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgADAAQBEMRAE0RAFkRAEsRAP/EABkAAAIDAQAAAAAAAAAAAAAAAAkKAAQG' +
    'CP/EACoQAAEABwQLAAAAAAAAAAAAAAACBgkaWKfVBRaj0QQHGBlUVValptPU/9oADgRDAE0AWQBLAAA/ACGvMrEWNe' +
    'W6y04C7s1a6+i+46N7Dgd15bpQOTMVipBzLrW9wOKjmCf3AzWyE7zuwfuHnjVOzrbiCmZCt1Ep3MWXluMhmCSFDxso' +
    '3g94N4EIf//Z',
};

export type EncodedKind = keyof typeof encoded;

/** One of the pictures that were made beforehand. */
export function encodedPicture(kind: EncodedKind): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(encoded[kind]), (letter) => letter.charCodeAt(0));
}

export type Colour = 'red' | 'green' | 'blue' | 'white' | 'black' | 'clear';

/** What is in the corners: first those above, from the left. */
export type Corners = readonly [Colour, Colour, Colour, Colour];

/** The corners of all pictures here. */
export const corners: Corners = ['red', 'green', 'blue', 'white'];

const fills: Readonly<Record<Exclude<Colour, 'clear'>, string>> = {
  red: '#f00',
  green: '#0f0',
  blue: '#00f',
  white: '#fff',
  black: '#000',
};

/** Makes a picture of four colours in a format that the browser writes. */
export async function paintPicture({
  width = 64,
  height = 48,
  type = 'image/png',
  colours = corners,
}: {
  readonly width?: number;
  readonly height?: number;
  readonly type?: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly colours?: Corners;
} = {}): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  colours.forEach((colour, place) => {
    if (brush === null || colour === 'clear') return;
    brush.fillStyle = fills[colour];
    const [x, y] = [((place % 2) * width) / 2, (Math.floor(place / 2) * height) / 2];
    brush.fillRect(x, y, width / 2, height / 2);
  });
  const blob = await canvas.convertToBlob({ type, quality: 1 });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A BMP, which a browser reads and does not write. */
export function paintBitmap(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(makeBitmap(16, 12));
}

const place = 'Taken at 50.1N 8.6E';

/** The same JPEG with what a camera adds: how it was turned, and where it was. */
export function withExif(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${place}\0`);
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 24 + 4 + text.length));
  tiff.setUint32(0, 0x4d4d002a);
  tiff.setUint32(4, 8);
  tiff.setUint16(8, 2);
  // ImageDescription, in characters behind the directory; then Orientation, in one short number.
  [0x010e, 2, 0, text.length, 0, 38].forEach((value, at) => tiff.setUint16(10 + 2 * at, value));
  [0x0112, 3, 0, 1, orientation, 0].forEach((value, at) => tiff.setUint16(22 + 2 * at, value));
  new Uint8Array(tiff.buffer).set(text, 38);
  const head = new TextEncoder().encode('Exif\0\0');
  const length = 2 + head.length + tiff.byteLength;
  return Uint8Array.from([
    ...jpeg.subarray(0, 2),
    ...[0xff, 0xe1, length >> 8, length & 255],
    ...head,
    ...new Uint8Array(tiff.buffer),
    ...jpeg.subarray(2),
  ]);
}

/** Whether what a camera adds is still in a file. */
export function tellsPlace(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  return text.includes('Exif') || text.includes(place) || /ICC_PROFILE|iCCP/.test(text);
}

/** The colours in the corners of a picture, as they are seen. */
export async function cornersOf(bytes: Uint8Array<ArrayBuffer>): Promise<Colour[]> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const colours = paintedCorners(bitmap);
  bitmap.close();
  return colours;
}

/** The same of what is painted already, such as a canvas of the page. */
export function paintedCorners(painted: Painted): Colour[] {
  const colourAt = readPainted(painted);
  return [colourAt(0.2, 0.2), colourAt(0.8, 0.2), colourAt(0.2, 0.8), colourAt(0.8, 0.8)];
}

/** Something that can be painted itself. */
export type Painted = HTMLCanvasElement | ImageBitmap;

/** Reads the colours of what is painted, at parts of its width and height. */
export function readPainted(painted: Painted): (right: number, down: number) => Colour {
  const { width, height } = painted;
  const brush = new OffscreenCanvas(width, height).getContext('2d');
  brush?.drawImage(painted, 0, 0);
  return (right, down) => {
    const [x, y] = [Math.floor(width * right), Math.floor(height * down)];
    return nameOf(brush?.getImageData(x, y, 1, 1).data ?? []);
  };
}

/** Encoders and inks are allowed to be some way off. */
function nameOf([red = 0, green = 0, blue = 0, alpha = 0]: ArrayLike<number> & Iterable<number>) {
  if (alpha < 128) return 'clear';
  const names: Record<string, Colour> = {
    '100': 'red',
    '010': 'green',
    '001': 'blue',
    '111': 'white',
  };
  const most = Math.max(red, green, blue);
  const bits = [red, green, blue].map((value) => (value > 0.7 * most ? 1 : 0)).join('');
  return most < 64 ? 'black' : (names[bits] ?? 'black');
}
