import type { Size } from '../../preload/rules/crop.ts';

/** A JPEG is decoded in eighths of its size, each of which takes about that much less time. */
const eighths = 8;

/**
 * Decodes a JPEG of a known size, as it is stored, in no less than `scale` of it: of twelve million
 * pixels, a photo of 512 needs one in ten. Rejects where the decoder does.
 */
export async function decodeJpeg(
  bytes: Uint8Array<ArrayBuffer>,
  stored: Size,
  scale: number,
): Promise<{ readonly size: Size; readonly image: ImageBitmap }> {
  const part = Math.min(1, Math.ceil(scale * eighths) / eighths);
  const decoder = new ImageDecoder({
    data: bytes,
    type: 'image/jpeg',
    desiredWidth: Math.ceil(stored.width * part),
    desiredHeight: Math.ceil(stored.height * part),
  });
  try {
    const { image: frame } = await decoder.decode();
    // Frames that are drawn are kept by Chromium for a while, hundreds of megabytes of them.
    const image = await createImageBitmap(frame).finally(() => frame.close());
    return { size: turnLike(stored, image), image };
  } finally {
    decoder.close();
  }
}

/** The size with its sides turned as those of the image are. */
function turnLike({ width, height }: Size, image: Size): Size {
  const isTurned = (image.width - image.height) * (width - height) < 0;
  return isTurned ? { width: height, height: width } : { width, height };
}
