import type { PhotoType } from '../../preload/model/photo.ts';
import {
  type Crop,
  defaultCrop,
  sideOfPhoto,
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

/** The picture in a size that is quick to draw again and again. */
export function shrinkPicture({ bitmap, kind }: DecodedPicture, longestPx: number): OpenPicture {
  const { width, height } = bitmap;
  const scale = Math.min(1, longestPx / Math.max(width, height));
  const { canvas, brush } = createCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return { kind, width, height, bitmap: canvas.transferToImageBitmap() };
}

/** Cuts a photo out of a picture and encodes it anew, so that nothing else of the file is left. */
export async function makePhoto(
  { bitmap, kind }: DecodedPicture,
  crop: Crop | null,
): Promise<MadePhoto> {
  const { width, height } = bitmap;
  const chosen = crop ?? defaultCrop({ width, height });
  const { canvas, brush } = paintPhoto(bitmap, squareOf(chosen, { width, height }), chosen);
  const blob = await encode(canvas, isTransparent(brush, canvas.width), kind);
  const bytes = stripEncoded(new Uint8Array(await blob.arrayBuffer()));
  return { bytes, type: blob.type as PhotoType, sidePx: canvas.width };
}

function paintPhoto(bitmap: ImageBitmap, square: Square, { turns }: Crop) {
  const sidePx = sideOfPhoto(square);
  const made = createCanvas(sidePx, sidePx);
  const { brush } = made;
  brush.translate(sidePx / 2, sidePx / 2);
  brush.rotate((turns * Math.PI) / 2);
  brush.translate(-sidePx / 2, -sidePx / 2);
  brush.drawImage(bitmap, square.x, square.y, square.side, square.side, 0, 0, sidePx, sidePx);
  return made;
}

function createCanvas(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  // What is read back and encoded at once gains nothing from the graphics card.
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (brush === null) throw new Error('There is no room for a canvas.');
  brush.imageSmoothingEnabled = true;
  brush.imageSmoothingQuality = 'high';
  return { canvas, brush };
}

function isTransparent(brush: OffscreenCanvasRenderingContext2D, sidePx: number): boolean {
  const { data } = brush.getImageData(0, 0, sidePx, sidePx);
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

async function encode(
  canvas: OffscreenCanvas,
  hasTransparency: boolean,
  kind: PictureKind,
): Promise<Blob> {
  if (hasTransparency) return await canvas.convertToBlob({ type: 'image/png' });
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  if (!losslessKinds.includes(kind)) return jpeg;
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return png.size <= jpeg.size ? png : jpeg;
}
