import type { PhotoType } from '../../preload/model/photo.ts';
import {
  type Crop,
  defaultCrop,
  sideOfPhoto,
  type Size,
  type Square,
  squareOf,
} from '../../preload/rules/crop.ts';
import type { PictureKind } from '../../preload/rules/pictures/picture-header.ts';
import type { DecodedPicture } from './decode-picture.ts';
import type { MadePhoto, OpenPicture } from './photo-task.ts';
import { stripEncoded } from './strip-encoded.ts';

const jpegQuality = 0.9;
/** Kinds of which a drawing or a screen may be kept smaller, and better, than by JPEG. */
const losslessKinds: readonly PictureKind[] = ['png', 'gif', 'bmp'];

/**
 * All pictures of a worker are drawn on this one, one after the other: each canvas holds a megabyte
 * until the garbage collector comes, and nothing else that is made here calls for it.
 */
const canvas = new OffscreenCanvas(1, 1);
// What is read back and encoded at once gains nothing from the graphics card.
const brush = canvas.getContext('2d', { willReadFrequently: true });

/** How much of a picture is needed to see it no longer than told on its longest side. */
export function scaleToShrink({ width, height }: Size, longestPx: number): number {
  return Math.min(1, longestPx / Math.max(width, height));
}

/** The picture in that size, which is quick to draw again and again. */
export function shrinkPicture(
  { image, kind, size }: DecodedPicture,
  longestPx: number,
): OpenPicture {
  const scale = scaleToShrink(size, longestPx);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  takeBrush(width, height).drawImage(image, 0, 0, width, height);
  return { kind, ...size, bitmap: canvas.transferToImageBitmap() };
}

/** How much of a picture is needed for the photo that is cut out of it. */
export function scaleToMake(size: Size, crop: Crop | null): number {
  const square = squareOf(crop ?? defaultCrop(size), size);
  return sideOfPhoto(square) / square.side;
}

/** Cuts a photo out of a picture and encodes it anew, so that nothing else of the file is left. */
export async function makePhoto(picture: DecodedPicture, crop: Crop | null): Promise<MadePhoto> {
  const { kind, size } = picture;
  const chosen = crop ?? defaultCrop(size);
  const square = squareOf(chosen, size);
  const sidePx = sideOfPhoto(square);
  paintPhoto(picture, square, sidePx, chosen);
  const blob = await encode(kind);
  const bytes = stripEncoded(new Uint8Array(await blob.arrayBuffer()));
  return { bytes, type: blob.type as PhotoType, sidePx };
}

/** An empty canvas of that size, and what to draw with. */
function takeBrush(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (brush === null) throw new Error('There is no room for a canvas.');
  // A new size takes back whatever was drawn or set, the same one as well.
  canvas.width = width;
  canvas.height = height;
  brush.imageSmoothingQuality = 'high';
  return brush;
}

function paintPhoto(
  { image, size }: DecodedPicture,
  { x, y, side }: Square,
  sidePx: number,
  { turns }: Crop,
): void {
  const painter = takeBrush(sidePx, sidePx);
  painter.translate(sidePx / 2, sidePx / 2);
  painter.rotate((turns * Math.PI) / 2);
  painter.translate(-sidePx / 2, -sidePx / 2);
  const across = image.width / size.width;
  const down = image.height / size.height;
  const [left, top] = [x * across, y * down];
  painter.drawImage(image, left, top, side * across, side * down, 0, 0, sidePx, sidePx);
}

async function encode(kind: PictureKind): Promise<Blob> {
  if (kind !== 'jpeg' && isTransparent()) return await canvas.convertToBlob({ type: 'image/png' });
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  if (!losslessKinds.includes(kind)) return jpeg;
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return png.size <= jpeg.size ? png : jpeg;
}

function isTransparent(): boolean {
  const data = brush?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
