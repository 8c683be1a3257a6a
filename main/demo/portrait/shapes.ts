import type { Shape } from './canvas.ts';

type Point = readonly [x: number, y: number];

/** An ellipse; a circle where the second radius is left out. */
export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Shape {
  return {
    left: x - radiusX,
    right: x + radiusX,
    top: y - radiusY,
    bottom: y + radiusY,
    contains: (px, py) => ((px - x) / radiusX) ** 2 + ((py - y) / radiusY) ** 2 <= 1,
  };
}

/** Between an ellipse (power 2) and a rectangle: the higher the power, the squarer. */
export function superellipse(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  power: number,
): Shape {
  return {
    ...ellipse(x, y, radiusX, radiusY),
    contains(px, py) {
      const dx = Math.abs(px - x) / radiusX;
      const dy = Math.abs(py - y) / radiusY;
      // Powers are what costs; most points are within the ellipse.
      return dx * dx + dy * dy <= 1 || dx ** power + dy ** power <= 1;
    },
  };
}

/** A line with round ends. */
export function stroke([x1, y1]: Point, [x2, y2]: Point, width: number): Shape {
  const radius = width / 2;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const lengthSquared = dx * dx + dy * dy || 1;
  return {
    left: Math.min(x1, x2) - radius,
    right: Math.max(x1, x2) + radius,
    top: Math.min(y1, y2) - radius,
    bottom: Math.max(y1, y2) + radius,
    contains(px, py) {
      const along = Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / lengthSquared));
      return (px - x1 - along * dx) ** 2 + (py - y1 - along * dy) ** 2 <= radius * radius;
    },
  };
}

/** A convex or concave polygon. */
export function polygon(...points: readonly Point[]): Shape {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    contains(px, py) {
      let isInside = false;
      let [x1, y1] = points.at(-1) ?? [0, 0];
      for (const [x2, y2] of points) {
        if (y1 > py !== y2 > py && px < ((x2 - x1) * (py - y1)) / (y2 - y1) + x1) {
          isInside = !isInside;
        }
        [x1, y1] = [x2, y2];
      }
      return isInside;
    },
  };
}

/** An upright rectangle. */
export function box(left: number, top: number, right: number, bottom: number): Shape {
  return {
    left,
    top,
    right,
    bottom,
    contains: (x, y) => x >= left && x <= right && y >= top && y <= bottom,
  };
}

/** What is in the first shape and not in the others. */
export function without(shape: Shape, ...others: readonly Shape[]): Shape {
  return {
    ...shape,
    contains: (x, y) => shape.contains(x, y) && !others.some((other) => other.contains(x, y)),
  };
}

/** What is in both shapes. */
export function within(shape: Shape, other: Shape): Shape {
  return {
    left: Math.max(shape.left, other.left),
    right: Math.min(shape.right, other.right),
    top: Math.max(shape.top, other.top),
    bottom: Math.min(shape.bottom, other.bottom),
    contains: (x, y) => shape.contains(x, y) && other.contains(x, y),
  };
}

/** What is in any of the shapes. */
export function together(...shapes: readonly Shape[]): Shape {
  return {
    left: Math.min(...shapes.map(({ left }) => left)),
    right: Math.max(...shapes.map(({ right }) => right)),
    top: Math.min(...shapes.map(({ top }) => top)),
    bottom: Math.max(...shapes.map(({ bottom }) => bottom)),
    contains: (x, y) => shapes.some((shape) => shape.contains(x, y)),
  };
}
