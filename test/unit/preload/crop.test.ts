import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Crop,
  defaultCrop,
  keepInside,
  mostZoomOf,
  moveCrop,
  type QuarterTurns,
  type Size,
  sideOfPhoto,
  squareOf,
  turnCrop,
  zoomCrop,
} from '../../../preload/rules/crop.ts';

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});
const part = fc.double({ min: -3, max: 4, noNaN: true });
const crops: fc.Arbitrary<Crop> = fc.record({
  x: part,
  y: part,
  zoom: fc.double({ min: 0.1, max: 50, noNaN: true }),
  turns: fc.constantFrom<QuarterTurns>(0, 1, 2, 3),
});

function expectInside(crop: Crop, size: Size): void {
  const { x, y, side } = squareOf(crop, size);
  expect([x, y, side].every(Number.isInteger)).toBe(true);
  expect(side).toBeGreaterThan(0);
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + side).toBeLessThanOrEqual(size.width);
  expect(y + side).toBeLessThanOrEqual(size.height);
}

describe('the square that is cut out', () => {
  it('lies inside the picture, whatever is done to it', () => {
    fc.assert(
      fc.property(sizes, crops, part, part, (size, crop, one, other) => {
        expectInside(crop, size);
        expectInside(defaultCrop(size), size);
        expectInside(moveCrop(crop, size, one, other), size);
        expectInside(
          zoomCrop(crop, size, 1 + Math.abs(one) * 3, { right: one, down: other }),
          size,
        );
      }),
    );
  });

  it('is never made larger than it is', () => {
    fc.assert(
      fc.property(sizes, crops, (size, crop) => {
        const square = squareOf(crop, size);
        expect(sideOfPhoto(square)).toBe(Math.min(512, square.side));
      }),
    );
  });

  it('is put inside once and for all', () => {
    fc.assert(
      fc.property(sizes, crops, (size, crop) => {
        const inside = keepInside(crop, size);
        const again = keepInside(inside, size);
        expect(again.x).toBeCloseTo(inside.x, 9);
        expect(again.y).toBeCloseTo(inside.y, 9);
        expect(again.zoom).toBe(inside.zoom);
        expect(inside.zoom).toBeLessThanOrEqual(mostZoomOf(size));
      }),
    );
  });

  it('is the largest at first: in the middle, in a portrait a third from the top', () => {
    expect(squareOf(defaultCrop({ width: 400, height: 400 }), { width: 400, height: 400 })).toEqual(
      {
        x: 0,
        y: 0,
        side: 400,
      },
    );
    const landscape = { width: 600, height: 400 };
    expect(squareOf(defaultCrop(landscape), landscape)).toEqual({ x: 100, y: 0, side: 400 });
    const portrait = { width: 300, height: 400 };
    expect(squareOf(defaultCrop(portrait), portrait)).toEqual({ x: 0, y: 0, side: 300 });
    const tall = { width: 300, height: 900 };
    expect(squareOf(defaultCrop(tall), tall)).toEqual({ x: 0, y: 150, side: 300 });
  });
});

describe('moving', () => {
  const size = { width: 1000, height: 800 };
  const middle: Crop = { x: 0.5, y: 0.5, zoom: 4, turns: 0 };

  it('drags the picture with the pointer: what was at the left comes into sight', () => {
    const { x, y } = moveCrop(middle, size, 0.5, 0.25);
    // The side is 200 pixels.
    expect(x).toBeCloseTo(0.5 - 100 / 1000);
    expect(y).toBeCloseTo(0.5 - 50 / 800);
  });

  it('goes where the pointer goes, however the picture is turned', () => {
    const ways: Record<QuarterTurns, [number, number]> = {
      0: [-1, 0],
      1: [0, 1],
      2: [1, 0],
      3: [0, -1],
    };
    for (const turns of [0, 1, 2, 3] as const) {
      const moved = moveCrop({ ...middle, turns }, size, 0.5, 0);
      const way = [Math.sign(moved.x - 0.5) + 0, Math.sign(moved.y - 0.5) + 0];
      expect(way, `${turns} quarters`).toEqual(ways[turns]);
    }
  });

  it('is undone by the opposite where no border is in the way', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.constantFrom<QuarterTurns>(0, 1, 2, 3),
        (right, down, turns) => {
          const crop = { ...middle, turns };
          const back = moveCrop(moveCrop(crop, size, right, down), size, -right, -down);
          expect(back.x).toBeCloseTo(crop.x, 9);
          expect(back.y).toBeCloseTo(crop.y, 9);
        },
      ),
    );
  });
});

describe('zooming', () => {
  const size = { width: 1000, height: 1000 };

  it('leaves in its place what is below the pointer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 2, max: 8, noNaN: true }),
        (right, down, zoom) => {
          const before: Crop = { x: 0.5, y: 0.5, zoom: 2, turns: 0 };
          const after = zoomCrop(before, size, zoom, { right, down });
          expect(after.x + right / after.zoom).toBeCloseTo(before.x + right / before.zoom, 9);
          expect(after.y + down / after.zoom).toBeCloseTo(before.y + down / before.zoom, 9);
        },
      ),
    );
  });

  it('ends where nothing would be left to see', () => {
    expect(mostZoomOf({ width: 4000, height: 3000 })).toBe(8);
    expect(mostZoomOf({ width: 64, height: 200 })).toBe(2);
    expect(mostZoomOf({ width: 20, height: 20 })).toBe(1);
  });
});

it('is as before after four quarters', () => {
  fc.assert(
    fc.property(crops, (crop) => {
      let turned = crop;
      for (let quarter = 0; quarter < 4; quarter += 1) turned = turnCrop(turned, 'right');
      expect(turned).toEqual(crop);
      expect(turnCrop(turnCrop(crop, 'right'), 'left')).toEqual(crop);
    }),
  );
});
