import type { PictureKind } from '../../preload/rules/pictures/picture-header.ts';
import {
  pictureLimitBytes,
  pictureLimitPixels,
  sniffPicture,
} from '../../preload/rules/pictures/sniff-picture.ts';
import type { PhotoAnswer } from './photo-task.ts';

/** A decoded picture and the kind of its file. */
export interface DecodedPicture {
  readonly bitmap: ImageBitmap;
  readonly kind: PictureKind;
}

/**
 * Decodes a file, turned as the camera was, once its bytes have been looked at: what is too large,
 * damaged or none of our kinds is never given to a decoder.
 */
export async function decodePicture(file: Blob): Promise<PhotoAnswer<DecodedPicture>> {
  // Before anything of it is in memory.
  if (file.size > pictureLimitBytes) return { ok: false, fault: 'too-heavy' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sniffed = sniffPicture(bytes);
  if (!sniffed.ok) return sniffed;
  const { kind } = sniffed;
  let bitmap: ImageBitmap;
  try {
    const typed = new Blob([bytes], { type: `image/${kind}` });
    bitmap = await createImageBitmap(typed, { imageOrientation: 'from-image' });
  } catch {
    return { ok: false, fault: 'unreadable' };
  }
  if (bitmap.width * bitmap.height <= pictureLimitPixels) {
    return { ok: true, value: { bitmap, kind } };
  }
  bitmap.close();
  return { ok: false, fault: 'contradictory' };
}
