import { avatarSizePixels } from '../image-scaler.ts';
import { createCanvas, hex } from './canvas.ts';
import { encodePng } from './png.ts';
import { ellipse } from './shapes.ts';

let png: Uint8Array | null = null;

/** The silhouette that stands for a missing photo. */
export function placeholderPng(): Uint8Array {
  png ??= drawSilhouette();
  return png;
}

function drawSilhouette(): Uint8Array {
  const canvas = createCanvas(avatarSizePixels, hex('#dfe3e8'));
  const gray = hex('#a9b2bd');
  canvas.paint(ellipse(32, 25, 12, 13), gray);
  canvas.paint(ellipse(32, 63, 23, 20), gray);
  return encodePng(canvas.toRgba(), avatarSizePixels);
}
