import { z } from '../../preload/model/zod.ts';

const coordinate = z.number().int();

/** Where the window was when it was last closed; pixels independent of the screen's scale. */
export const windowStateSchema = z.strictObject({
  x: coordinate,
  y: coordinate,
  width: coordinate,
  height: coordinate,
  isMaximized: z.boolean(),
});

export type WindowState = z.infer<typeof windowStateSchema>;

/** A rectangle on the desktop, such as the work area of a screen. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of the title bar must be on a screen for a person to get hold of it. */
const graspPx = 80;

/**
 * Whether a remembered window can be seen and moved: the screen that it was on may be gone, or
 * smaller now.
 */
export function isReachable(state: WindowState, screens: readonly Area[]): boolean {
  return screens.some((screen) => {
    const visibleWidth =
      Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
    const isTitleBarVisible =
      state.y >= screen.y && state.y + graspPx / 2 <= screen.y + screen.height;
    return visibleWidth >= graspPx && isTitleBarVisible;
  });
}
