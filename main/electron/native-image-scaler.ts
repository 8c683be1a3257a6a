import { nativeImage } from 'electron';
import { avatarSizePixels, type ImageScaler } from '../demo/image-scaler.ts';
import { readOrientation, turnUpright } from './exif-orientation.ts';

/** Scales the embedded demo server's photos with what Electron brings along. */
export function createNativeImageScaler(): ImageScaler {
  return { fit: (bytes) => Promise.resolve(fit(bytes)) };
}

function fit(bytes: Uint8Array): Uint8Array | null {
  const image = nativeImage.createFromBuffer(Buffer.from(bytes));
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  const scale = Math.min(1, avatarSizePixels / Math.max(width, height));
  const small = image.resize({
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    quality: 'best',
  });
  const orientation = readOrientation(bytes);
  if (orientation === 1) return new Uint8Array(small.toPNG());
  const upright = turnUpright(
    { pixels: new Uint8Array(small.toBitmap()), ...small.getSize() },
    orientation,
  );
  const turned = nativeImage.createFromBitmap(Buffer.from(upright.pixels), {
    width: upright.width,
    height: upright.height,
  });
  return new Uint8Array(turned.toPNG());
}
