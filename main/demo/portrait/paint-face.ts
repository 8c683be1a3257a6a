import { mix, type Canvas, type Color } from './canvas.ts';
import type { Looks } from './looks.ts';
import { blush, frame, gold, ink, lips, white } from './palette.ts';
import { box, ellipse, stroke, superellipse, together, within, without } from './shapes.ts';
import type { Shape } from './canvas.ts';

const sides = [-1, 1] as const;
const eyeDistance = 5.1;
const eyeHeight = 28.6;

/** The outline of the head, which hair and beard follow. */
export function headOf({ faceWidth }: Looks): Shape {
  return superellipse(32, 28.5, faceWidth, 14.4, 2.25);
}

/** Paints the head with all that is in the face; the hair comes over it. */
export function paintFace(canvas: Canvas, looks: Looks): void {
  const { skin, faceWidth } = looks;
  const isCovered = looks.style === 'headscarf';
  for (const side of sides) {
    if (isCovered) break;
    const ear = 32 + side * (faceWidth + 0.2);
    canvas.paint(ellipse(ear, 30, 2.5, 3.4), skin);
    canvas.paint(ellipse(ear, 30.2, 1.3, 2), mix(skin, ink, 0.16));
    if (looks.hasEarrings) canvas.paint(ellipse(ear + side * 0.3, 34, 1.1), gold);
  }
  canvas.paint(headOf(looks), skin);
  paintCheeks(canvas, looks);
  paintBeard(canvas, looks);
  paintEyes(canvas, looks);
  canvas.paint(stroke([32.4, 31], [33, 33.8], 1.1), mix(skin, ink, 0.2));
  canvas.paint(stroke([31.4, 34], [33, 33.9], 1), mix(skin, ink, 0.2));
  paintMouth(canvas, looks);
  if (looks.hasGlasses) paintGlasses(canvas, looks);
}

function paintCheeks(canvas: Canvas, { skin, hasFreckles }: Looks): void {
  for (const side of sides) {
    canvas.paint(ellipse(32 + side * 7.2, 34, 2.7, 1.9), blush, 0.22);
    if (!hasFreckles) continue;
    const dots: readonly (readonly [number, number])[] = [
      [5, 32.6],
      [6.8, 33.4],
      [8.4, 32.4],
    ];
    for (const [x, y] of dots) canvas.paint(ellipse(32 + side * x, y, 0.45), mix(skin, ink, 0.35));
  }
}

function paintEyes(canvas: Canvas, { skin, hair, style, hasLashes }: Looks): void {
  const brow: Color = mix(style === 'headscarf' ? ink : hair, ink, 0.35);
  for (const side of sides) {
    const x = 32 + side * eyeDistance;
    canvas.paint(ellipse(x, eyeHeight, 2.15, 1.65), mix(white, skin, 0.12));
    canvas.paint(ellipse(x, eyeHeight + 0.1, 1.45, 1.55), ink);
    canvas.paint(ellipse(x + 0.5, eyeHeight - 0.5, 0.5), white);
    if (hasLashes) {
      canvas.paint(
        stroke([x - side * 1.8, eyeHeight - 1.3], [x + side * 2.6, eyeHeight - 1.4], 0.9),
        ink,
      );
    }
    const [inner, outer] = hasLashes ? [24.9, 24.7] : [25, 25];
    canvas.paint(
      stroke([x - side * 2.1, inner], [x + side * 2.5, outer], hasLashes ? 0.9 : 1.35),
      brow,
    );
  }
}

function paintMouth(canvas: Canvas, { mouth, skin }: Looks): void {
  const color = mix(lips, skin, 0.15);
  const lower = box(20, 36.8, 44, 44);
  switch (mouth) {
    case 'calm': {
      canvas.paint(stroke([29.4, 37.6], [34.6, 37.4], 1.2), color);
      return;
    }
    case 'smile': {
      canvas.paint(
        within(without(ellipse(32, 35.4, 4.6, 3.4), ellipse(32, 34.4, 4.9, 3.2)), lower),
        color,
      );
      return;
    }
    case 'grin':
      canvas.paint(within(ellipse(32, 36.4, 4.3, 3.1), lower), mix(lips, ink, 0.35));
      {
        canvas.paint(within(ellipse(32, 36.4, 3.7, 2), box(20, 36.8, 44, 38)), white);
        return;
      }
  }
}

function paintBeard(canvas: Canvas, looks: Looks): void {
  const { beard, hair, skin } = looks;
  const head = headOf(looks);
  const around = without(
    within(head, box(0, 31, 64, 64)),
    ellipse(32, 29.5, looks.faceWidth - 2.4, 8),
  );
  const moustache = together(
    stroke([28.2, 36.6], [31.8, 35.5], 1.7),
    stroke([35.8, 36.6], [32.2, 35.5], 1.7),
  );
  switch (beard) {
    case 'none':
      return;
    case 'stubble': {
      canvas.paint(around, mix(hair, skin, 0.35), 0.35);
      return;
    }
    case 'full':
      canvas.paint(around, hair);
      {
        canvas.paint(moustache, hair);
        return;
      }
    case 'moustache': {
      canvas.paint(moustache, hair);
      return;
    }
    case 'goatee':
      canvas.paint(within(ellipse(32, 41, 4, 3.4), head), hair);
      {
        canvas.paint(moustache, hair);
        return;
      }
  }
}

function paintGlasses(canvas: Canvas, { hasRoundGlasses, faceWidth }: Looks): void {
  for (const side of sides) {
    const x = 32 + side * eyeDistance;
    const power = hasRoundGlasses ? 2 : 4;
    const outer = superellipse(x, eyeHeight + 0.2, 4.2, hasRoundGlasses ? 4.1 : 3.3, power);
    const inner = superellipse(x, eyeHeight + 0.2, 3.4, hasRoundGlasses ? 3.3 : 2.5, power);
    canvas.paint(inner, white, 0.16);
    canvas.paint(without(outer, inner), frame);
    canvas.paint(
      stroke([x + side * 4, eyeHeight - 0.6], [32 + side * faceWidth, eyeHeight], 0.8),
      frame,
    );
  }
  canvas.paint(stroke([31, eyeHeight - 0.3], [33, eyeHeight - 0.3], 0.8), frame);
}
