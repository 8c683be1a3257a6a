import type { Signal } from './signal.ts';

/** Whether work stands still because the user has to do something first. */
export interface Waiting {
  readonly isWaiting: boolean;
  readonly waiting: Signal<boolean>;
}
