/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** A flat shape: where it lies at most, and which points are in it. */
export interface Shape {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  contains(x: number, y: number): boolean;
}

/** A square that shapes are painted on, one over the other, with smooth edges. */
export interface Canvas {
  paint(shape: Shape, color: Color, opacity?: number): void;
  /** Four bytes a pixel. */
  toRgba(): Uint8Array;
}

/** Points along each side of a pixel: their mean makes the edges smooth. */
const oversampling = 3;

/** Creates a canvas; one unit of its shapes is one pixel of the picture. */
export function createCanvas(sizePixels: number, background: Color): Canvas {
  const size = sizePixels * oversampling;
  const points = new Uint8Array(size * size * 3);
  for (let index = 0; index < points.length; index += 1) points[index] = background[index % 3] ?? 0;

  const clampLow = (value: number): number => Math.max(0, Math.floor(value * oversampling));
  const clampHigh = (value: number): number => Math.min(size, Math.ceil(value * oversampling));

  function blend(offset: number, value: number, opacity: number): void {
    const below = points[offset] ?? 0;
    points[offset] = below + (value - below) * opacity;
  }

  return {
    paint(shape, [red, green, blue], opacity = 1) {
      for (let row = clampLow(shape.top); row < clampHigh(shape.bottom); row += 1) {
        const y = (row + 0.5) / oversampling;
        for (let column = clampLow(shape.left); column < clampHigh(shape.right); column += 1) {
          if (!shape.contains((column + 0.5) / oversampling, y)) continue;
          const offset = (row * size + column) * 3;
          blend(offset, red, opacity);
          blend(offset + 1, green, opacity);
          blend(offset + 2, blue, opacity);
        }
      }
    },
    toRgba: () => shrink(points, sizePixels),
  };
}

function shrink(points: Uint8Array, sizePixels: number): Uint8Array {
  const rgba = new Uint8Array(sizePixels * sizePixels * 4).fill(255);
  const size = sizePixels * oversampling;
  for (let y = 0; y < sizePixels; y += 1) {
    for (let x = 0; x < sizePixels; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let row = 0; row < oversampling; row += 1) {
          const start = (y * oversampling + row) * size + x * oversampling;
          for (let column = 0; column < oversampling; column += 1) {
            sum += points[(start + column) * 3 + channel] ?? 0;
          }
        }
        rgba[(y * sizePixels + x) * 4 + channel] = Math.round(sum / oversampling ** 2);
      }
    }
  }
  return rgba;
}

/** A mixture of two colours: 0 is all the first, 1 all the second. */
export function mix(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** A colour from its usual writing, such as "#ff8800". */
export function hex(text: string): Color {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
