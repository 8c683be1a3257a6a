import type { Activity } from '../../../preload/model/activity.ts';

/** Whether a line of the log tells that all of a change is at the server. */
export function isSent({ outcome }: Activity): boolean {
  return outcome === 'applied' || outcome === 'already-there';
}
