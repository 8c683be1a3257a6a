import { cdp } from 'vitest/browser';

/** A place on an element, in parts of its width and height. */
export interface Place {
  readonly right: number;
  readonly down: number;
}

/** A finger that is on the screen. */
export interface Finger extends Place {
  readonly id: number;
}

/** Moves the real mouse. */
export async function moveMouse(
  element: Element,
  { type, ...place }: Place & { readonly type: string },
  more: object = {},
): Promise<void> {
  const event = { type, ...placeInWindow(element, place), ...more };
  await cdp().send('Input.dispatchMouseEvent', event as never);
}

/** Real fingers on a touch screen: all that are put down or moved, or those that are lifted. */
export async function touch(
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  element: Element,
  fingers: readonly Finger[],
): Promise<void> {
  const touchPoints = fingers.map(({ id, ...place }) => ({ id, ...placeInWindow(element, place) }));
  await cdp().send('Input.dispatchTouchEvent', { type, touchPoints });
}

/** Real pointers are where they are in the window around the test's frame. */
function placeInWindow(element: Element, { right, down }: Place): { x: number; y: number } {
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect();
  const box = element.getBoundingClientRect();
  const scale = frame.width / innerWidth;
  return {
    x: frame.x + (box.x + box.width * right) * scale,
    y: frame.y + (box.y + box.height * down) * scale,
  };
}
