import type { Anchor } from './place-beside.ts';

/** What a floating thing needs to know of the button that has opened it. */
export interface Opened {
  readonly anchor: Anchor;
  readonly opener: HTMLElement;
  /** Takes the thing away; `isBack` where the focus should go back to the button. */
  readonly onclose: (isBack: boolean) => void;
}
