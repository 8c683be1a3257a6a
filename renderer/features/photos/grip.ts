/** Where a pointer is, in pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** What pointers have done to what they hold. */
export interface GripMove {
  readonly rightPx: number;
  readonly downPx: number;
  /** 1 where they are as far from each other as before. */
  readonly factor: number;
  /** The middle of the pointers, which stays where it is when they go apart. */
  readonly centre: Point;
}

/** Follows the mouse, a pen or fingers that hold something: one moves it, two zoom as well. */
export class Grip {
  readonly #points = new Map<number, Point>();

  get isHeld(): boolean {
    return this.#points.size > 0;
  }

  hold(pointerId: number, point: Point): void {
    this.#points.set(pointerId, point);
  }

  /** Null for a pointer that holds nothing. */
  move(pointerId: number, point: Point): GripMove | null {
    if (!this.#points.has(pointerId)) return null;
    const before = this.#measure();
    this.#points.set(pointerId, point);
    const after = this.#measure();
    return {
      rightPx: after.centre.x - before.centre.x,
      downPx: after.centre.y - before.centre.y,
      factor: before.spreadPx > 0 && after.spreadPx > 0 ? after.spreadPx / before.spreadPx : 1,
      centre: after.centre,
    };
  }

  release(pointerId: number): void {
    this.#points.delete(pointerId);
  }

  #measure(): { readonly centre: Point; readonly spreadPx: number } {
    const points = [...this.#points.values()];
    const meanOf = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const centre = { x: meanOf(points.map(({ x }) => x)), y: meanOf(points.map(({ y }) => y)) };
    const spreadPx = meanOf(points.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y)));
    return { centre, spreadPx };
  }
}
