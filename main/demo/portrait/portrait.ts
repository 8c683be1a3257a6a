import { avatarSizePixels } from '../image-scaler.ts';
import { createRandom } from '../population/random.ts';
import { createCanvas, mix, type Canvas } from './canvas.ts';
import { chooseLooks, type Looks } from './looks.ts';
import { paintClothes } from './paint-clothes.ts';
import { paintFace } from './paint-face.ts';
import { paintBackHair, paintFrontHair } from './paint-hair.ts';
import { white } from './palette.ts';
import { encodePng } from './png.ts';
import { ellipse, polygon } from './shapes.ts';

/** What a portrait should go with; everything else about it is chance. */
export interface Sitter {
  readonly isFeminine: boolean;
  /** Keeps the looks of one sitter apart from those of all others. */
  readonly seed: number;
  readonly stream: number;
}

/** Draws a flat portrait of nobody real: the same sitter gives the same picture. */
export function drawPortrait(sitter: Sitter): Uint8Array {
  const looks = chooseLooks(createRandom(sitter.seed, sitter.stream), sitter.isFeminine);
  const canvas = createCanvas(avatarSizePixels, looks.background);
  paintBackground(canvas, looks);
  paintBackHair(canvas, looks);
  paintClothes(canvas, looks);
  paintFace(canvas, looks);
  paintFrontHair(canvas, looks);
  return encodePng(canvas.toRgba(), avatarSizePixels);
}

function paintBackground(canvas: Canvas, { background, backdrop }: Looks): void {
  const lighter = mix(background, white, 0.35);
  switch (backdrop) {
    case 'plain':
      return;
    case 'sun': {
      canvas.paint(ellipse(32, 34, 27), lighter);
      return;
    }
    case 'corner': {
      canvas.paint(ellipse(54, 8, 26), lighter);
      return;
    }
    case 'slope': {
      canvas.paint(polygon([0, 46], [64, 18], [64, 64], [0, 64]), lighter);
      return;
    }
  }
}
