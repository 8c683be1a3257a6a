/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Quarters by which a picture is turned clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/**
 * Which square of a picture becomes the photo. It is kept in parts of the picture, so that it fits any
 * size of it; the picture itself is not turned, only what is cut out of it.
 */
export interface Crop {
  /** The centre of the square: parts of the picture's width and height, 0 to 1. */
  readonly x: number;
  readonly y: number;
  /** 1 is the largest square that fits. */
  readonly zoom: number;
  readonly turns: QuarterTurns;
}

/** A square of a picture, in pixels of it. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The side of the photos that are sent, in pixels, where the picture has as many. */
export const photoSidePx = 512;

/** The least of a picture that a photo can be made of, in pixels. */
const leastSidePx = 32;
const mostZoom = 8;

/** How far one can zoom into a picture. */
export function mostZoomOf({ width, height }: Size): number {
  return Math.max(1, Math.min(mostZoom, Math.min(width, height) / leastSidePx));
}

/**
 * The largest square. In a portrait it lies higher than the middle: a third from the top, where the
 * face is.
 */
export function defaultCrop(size: Size): Crop {
  return keepInside({ x: 0.5, y: size.height > size.width ? 1 / 3 : 0.5, zoom: 1, turns: 0 }, size);
}

/** The same crop, its square inside the picture. */
export function keepInside(crop: Crop, size: Size): Crop {
  const zoom = clamp(crop.zoom, 1, mostZoomOf(size));
  const side = Math.min(size.width, size.height) / zoom;
  const margin = { x: side / size.width / 2, y: side / size.height / 2 };
  return {
    x: clamp(crop.x, margin.x, 1 - margin.x),
    y: clamp(crop.y, margin.y, 1 - margin.y),
    zoom,
    turns: crop.turns,
  };
}

/** Moves the picture below its frame, as it is seen: by parts of the frame's side. */
export function moveCrop(crop: Crop, size: Size, right: number, down: number): Crop {
  const side = Math.min(size.width, size.height) / keepInside(crop, size).zoom;
  const [x, y] = turnBack(right, down, crop.turns);
  const moved = { x: crop.x - (x * side) / size.width, y: crop.y - (y * side) / size.height };
  return keepInside({ ...crop, ...moved }, size);
}

/**
 * Zooms so that what is seen at a place stays there: parts of the frame's side from its centre, which
 * is meant where none is named.
 */
export function zoomCrop(
  crop: Crop,
  size: Size,
  zoom: number,
  at: { readonly right: number; readonly down: number } = { right: 0, down: 0 },
): Crop {
  const from = keepInside(crop, size);
  const to = clamp(zoom, 1, mostZoomOf(size));
  const shift = Math.min(size.width, size.height) * (1 / from.zoom - 1 / to);
  const [x, y] = turnBack(at.right, at.down, crop.turns);
  const centre = { x: from.x + (x * shift) / size.width, y: from.y + (y * shift) / size.height };
  return keepInside({ ...from, ...centre, zoom: to }, size);
}

/** Turns the photo by a quarter, clockwise or back. */
export function turnCrop(crop: Crop, direction: 'right' | 'left'): Crop {
  const turns = ((crop.turns + (direction === 'right' ? 1 : 3)) % 4) as QuarterTurns;
  return { ...crop, turns };
}

/** The square of whole pixels that is cut out; always inside the picture, however small that is. */
export function squareOf(crop: Crop, size: Size): Square {
  const { x, y, zoom } = keepInside(crop, size);
  const shortest = Math.min(size.width, size.height);
  const side = clamp(Math.round(shortest / zoom), 1, shortest);
  return {
    x: clamp(Math.round(x * size.width - side / 2), 0, size.width - side),
    y: clamp(Math.round(y * size.height - side / 2), 0, size.height - side),
    side,
  };
}

/** The side of the photo made of a square: never more than there is. */
export function sideOfPhoto({ side }: Square): number {
  return Math.min(photoSidePx, side);
}

/** A way on the screen, as a way in the picture that is shown turned. */
function turnBack(right: number, down: number, turns: QuarterTurns): readonly [number, number] {
  switch (turns) {
    case 0:
      return [right, down];
    case 1:
      return [down, -right];
    case 2:
      return [-right, -down];
    case 3:
      return [-down, right];
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
