import { mix, type Canvas } from './canvas.ts';
import type { Looks } from './looks.ts';
import { ink, white } from './palette.ts';
import { box, ellipse, polygon, stroke, superellipse, within } from './shapes.ts';

const shoulders = superellipse(32, 68, 26, 20, 2.6);

/** Paints neck, shoulders and what is worn on them. */
export function paintClothes(canvas: Canvas, looks: Looks): void {
  const { skin, fabric } = looks;
  canvas.paint(shoulders, fabric);
  canvas.paint(within(shoulders, ellipse(8, 68, 12, 22)), mix(fabric, ink, 0.25), 0.5);
  canvas.paint(within(shoulders, ellipse(56, 68, 12, 22)), mix(fabric, ink, 0.25), 0.5);
  paintGarment(canvas, looks);
  // The chin throws a shadow.
  canvas.paint(box(27, 38, 37, 49.5), mix(skin, ink, 0.2));
  canvas.paint(ellipse(32, 49.5, 5, 3.2), mix(skin, ink, 0.08));
  if (looks.garment === 'turtleneck') {
    canvas.paint(superellipse(32, 49, 7.6, 4.6, 3), mix(fabric, white, 0.08));
    canvas.paint(stroke([25.5, 47.4], [38.5, 47.4], 0.7), mix(fabric, ink, 0.3));
  }
}

function paintGarment(canvas: Canvas, { garment, fabric, accent, skin }: Looks): void {
  const bright = mix(fabric, white, 0.75);
  const dark = mix(fabric, ink, 0.35);
  switch (garment) {
    case 'turtleneck':
      return;
    case 'crew':
      canvas.paint(ellipse(32, 48.5, 8.6, 5.8), dark);
      {
        canvas.paint(ellipse(32, 48, 7.4, 4.9), mix(skin, ink, 0.06));
        return;
      }
    case 'vneck':
      canvas.paint(polygon([23.5, 47], [40.5, 47], [32, 61]), dark);
      {
        canvas.paint(polygon([24.8, 46], [39.2, 46], [32, 58.6]), mix(skin, ink, 0.06));
        return;
      }
    case 'shirt':
      canvas.paint(polygon([25, 46], [39, 46], [32, 55]), mix(skin, ink, 0.06));
      canvas.paint(polygon([24.5, 45.5], [32, 54.5], [27, 58], [21.8, 49]), bright);
      canvas.paint(polygon([39.5, 45.5], [32, 54.5], [37, 58], [42.2, 49]), bright);
      {
        canvas.paint(stroke([32, 56], [32, 64], 0.7), dark);
        return;
      }
    case 'blazer':
      canvas.paint(polygon([23, 47], [41, 47], [33.6, 64], [30.4, 64]), mix(accent, white, 0.82));
      canvas.paint(polygon([25.5, 46], [38.5, 46], [32, 53.5]), mix(skin, ink, 0.06));
      canvas.paint(
        polygon([23.5, 46.5], [20.5, 51], [26, 54.5], [24.5, 56], [31.4, 64], [25, 64]),
        dark,
      );
      {
        canvas.paint(
          polygon([40.5, 46.5], [43.5, 51], [38, 54.5], [39.5, 56], [32.6, 64], [39, 64]),
          dark,
        );
        return;
      }
  }
}
