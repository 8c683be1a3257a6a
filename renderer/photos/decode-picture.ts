import type { Size } from '../../preload/rules/crop.ts';
import type { PictureKind } from '../../preload/rules/pictures/picture-header.ts';
import {
  pictureLimitBytes,
  pictureLimitPixels,
  sniffPicture,
} from '../../preload/rules/pictures/sniff-picture.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import type { PhotoAnswer } from './photo-task.ts';

/** A decoded picture and the kind of its file. To be closed by whoever gets it. */
export interface DecodedPicture {
  readonly kind: PictureKind;
  /** Of the picture, its sides turned as the camera was. */
  readonly size: Size;
  /** The picture turned so, in this size or in a smaller one of the same shape. */
  readonly image: ImageBitmap;
}

/**
 * Decodes a file, turned as the camera was, once its bytes have been looked at: what is too large,
 * damaged or none of our kinds is never given to a decoder. `scaleOf` tells how small the picture may
 * be made on the way, 1 being its own size; whoever wants less of it waits less.
 */
export async function decodePicture(
  file: Blob,
  scaleOf: (size: Size) => number,
): Promise<PhotoAnswer<DecodedPicture>> {
  // Before anything of it is in memory.
  if (file.size > pictureLimitBytes) return { ok: false, fault: 'too-heavy' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sniffed = sniffPicture(bytes);
  if (!sniffed.ok) return sniffed;
  const { kind } = sniffed;
  try {
    const value: DecodedPicture =
      kind === 'jpeg'
        ? { kind, ...(await decodeJpeg(bytes, sniffed, scaleOf(sniffed))) }
        : { kind, ...(await decodeWhole(bytes, kind)) };
    if (value.size.width * value.size.height <= pictureLimitPixels) return { ok: true, value };
    value.image.close();
    return { ok: false, fault: 'contradictory' };
  } catch {
    return { ok: false, fault: 'unreadable' };
  }
}

async function decodeWhole(
  bytes: Uint8Array<ArrayBuffer>,
  kind: PictureKind,
): Promise<{ readonly size: Size; readonly image: ImageBitmap }> {
  const typed = new Blob([bytes], { type: `image/${kind}` });
  const image = await createImageBitmap(typed, { imageOrientation: 'from-image' });
  return { size: { width: image.width, height: image.height }, image };
}
