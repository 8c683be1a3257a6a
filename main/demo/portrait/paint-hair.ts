import { mix, type Canvas, type Shape } from './canvas.ts';
import type { Looks } from './looks.ts';
import { headOf } from './paint-face.ts';
import { ink, white } from './palette.ts';
import {
  box,
  ellipse,
  polygon,
  stroke,
  superellipse,
  together,
  within,
  without,
} from './shapes.ts';

const curls = together(
  ...[
    [20.5, 25],
    [21, 19],
    [25, 14.5],
    [31, 12.5],
    [37.5, 13.5],
    [42, 17.5],
    [43.5, 24],
  ].map(([x = 0, y = 0]) => ellipse(x, y, 5)),
);

/** Paints the hair that lies behind the neck and the shoulders. */
export function paintBackHair(canvas: Canvas, { style, hair, fabric, accent }: Looks): void {
  const shade = mix(hair, ink, 0.22);
  switch (style) {
    case 'long': {
      canvas.paint(superellipse(32, 36, 16.2, 24, 3), shade);
      return;
    }
    case 'wavy': {
      canvas.paint(
        together(
          superellipse(32, 30, 15.6, 17, 2.4),
          ...[22, 29, 36, 42].flatMap((y) => [ellipse(17.5, y, 4.4), ellipse(46.5, y, 4.4)]),
        ),
        shade,
      );
      return;
    }
    case 'bob': {
      canvas.paint(superellipse(32, 30, 15.8, 16.5, 3.2), shade);
      return;
    }
    case 'fringe': {
      canvas.paint(superellipse(32, 28, 14.6, 14.5, 3), shade);
      return;
    }
    case 'bun': {
      canvas.paint(ellipse(32, 9.5, 6.2, 5.6), shade);
      return;
    }
    case 'ponytail': {
      canvas.paint(together(ellipse(46, 22, 6, 7), ellipse(49, 34, 4.4, 13)), shade);
      return;
    }
    case 'headscarf':
      canvas.paint(
        superellipse(32, 31, 17, 21, 2.4),
        mix(accent, ink, accent === fabric ? 0.3 : 0.12),
      );
      return;
    case 'bald':
    case 'buzz':
    case 'curls':
    case 'parted':
    case 'pixie':
    case 'quiff':
    case 'short':
      return;
  }
}

/** Paints the hair, or the scarf, that frames the face. */
export function paintFrontHair(canvas: Canvas, looks: Looks): void {
  const { style, hair, accent } = looks;
  const light = mix(hair, white, 0.14);
  if (style === 'headscarf') {
    paintHeadscarf(canvas, looks, accent);
    return;
  }
  for (const shape of frontShapes(looks)) canvas.paint(shape, hair);
  if (style === 'bald' || style === 'buzz') return;
  canvas.paint(stroke([25.5, 16.6], [33, 14.4], 1.3), light, 0.7);
}

/** What is above a line through the forehead, and a little wider than the head. */
function capOf({ faceWidth }: Looks, growth = 1.4): Shape {
  return superellipse(32, 27.6, faceWidth + growth, 14.6 + growth, 2.3);
}

function frontShapes(looks: Looks): readonly Shape[] {
  const cap = capOf(looks);
  const left = 32 - looks.faceWidth;
  const right = 32 + looks.faceWidth;
  const sideburns = [box(left - 1.2, 20, left + 1.2, 29), box(right - 1.2, 20, right + 1.2, 29)];
  const centreParted = without(
    within(cap, box(0, 0, 64, 33)),
    polygon([32, 17.5], [44.6, 28], [42, 50], [22, 50], [19.4, 28]),
    ellipse(32, 32, looks.faceWidth - 1, 11),
  );
  switch (looks.style) {
    case 'bald':
      return [];
    case 'buzz':
      return [
        without(within(capOf(looks, 0.3), box(0, 0, 64, 25)), superellipse(32, 31, 11, 10.5, 3)),
      ];
    case 'short':
      return [
        without(within(cap, box(0, 0, 64, 24)), superellipse(32, 31.5, 10.4, 11.2, 3)),
        ...sideburns,
      ];
    case 'parted':
      return [
        without(within(cap, box(0, 0, 64, 25)), ellipse(37, 32.5, 15, 12.4)),
        within(capOf(looks, 2.2), polygon([22, 20], [26, 8], [46, 12], [45.5, 24], [40, 19.5])),
        ...sideburns,
      ];
    case 'quiff':
      return [
        without(within(cap, box(0, 0, 64, 24)), superellipse(32, 32, 10.6, 11.6, 3)),
        together(ellipse(27, 14.5, 6, 4.6), ellipse(33, 12.6, 7, 5), ellipse(39, 14.8, 5, 4.4)),
        ...sideburns,
      ];
    case 'pixie':
      return [
        without(within(cap, box(0, 0, 64, 30)), ellipse(35.5, 33.5, 13, 12.6)),
        polygon([20, 24], [24, 12], [42, 13], [34, 20.5], [24, 26]),
        ...sideburns,
      ];
    case 'curls':
      return [without(curls, superellipse(32, 33, 10.6, 12.4, 2.6))];
    case 'fringe':
    case 'bob':
      return [
        without(
          within(cap, box(0, 0, 64, 34)),
          superellipse(32, 36, looks.faceWidth - 1.4, 13.4, 3.4),
        ),
      ];
    case 'bun':
    case 'ponytail':
      return [without(within(cap, box(0, 0, 64, 27)), ellipse(32, 34, looks.faceWidth - 0.2, 15))];
    case 'long':
    case 'wavy':
      return [centreParted];
    case 'headscarf':
      return [headOf(looks)];
  }
}

function paintHeadscarf(canvas: Canvas, looks: Looks, color: Looks['accent']): void {
  const face = superellipse(32, 30, looks.faceWidth - 1.6, 13.2, 2.3);
  canvas.paint(without(superellipse(32, 30, 15.4, 18.6, 2.3), face), color);
  canvas.paint(without(ellipse(32, 50, 14, 8), face), color);
  canvas.paint(without(superellipse(32, 30, 12.6, 15.4, 2.3), face), mix(color, ink, 0.18), 0.6);
  canvas.paint(stroke([24, 50], [38, 55], 0.9), mix(color, ink, 0.3), 0.7);
}
