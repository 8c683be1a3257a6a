/** What a floating element belongs to: a control, or a point where the mouse is. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const marginPx = 8;
const gapPx = 4;

/** The anchor of a point in the window. */
export function pointAnchor(x: number, y: number): Anchor {
  return { left: x, right: x, top: y, bottom: y };
}

/** Puts a floating element below its anchor, or above where there is more room, inside the window. */
export function placeBeside(element: HTMLElement, anchor: Anchor): void {
  const { width, height } = element.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const isRtl = getComputedStyle(element).direction === 'rtl';
  const left = isRtl ? anchor.right - width : anchor.left;
  const below = anchor.bottom + gapPx;
  const above = anchor.top - gapPx - height;
  const fitsBelow = below + height + marginPx <= innerHeight;
  const top = fitsBelow || above < marginPx ? below : above;
  const clamp = (value: number, limit: number): number =>
    Math.max(marginPx, Math.min(value, limit - marginPx));
  element.style.left = `${clamp(left, innerWidth - width)}px`;
  element.style.top = `${clamp(top, innerHeight - height)}px`;
}
