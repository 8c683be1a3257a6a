import sharp from 'sharp';
import { avatarSizePixels, type ImageScaler } from '../../main/demo/image-scaler.ts';

/** The image scaler of the demo server under Node, over libvips. */
export function createSharpImageScaler(): ImageScaler {
  return {
    async fit(bytes) {
      try {
        const png = await sharp(bytes)
          .rotate()
          .resize(avatarSizePixels, avatarSizePixels, { fit: 'inside', withoutEnlargement: true })
          .png()
          .toBuffer();
        return new Uint8Array(png);
      } catch {
        return null;
      }
    },
  };
}
