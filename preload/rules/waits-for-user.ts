import type { Change } from '../model/change.ts';

/** Whether a change is stopped until the user decides about it. */
export function waitsForUser({ state }: Pick<Change, 'state'>): boolean {
  return state === 'conflict' || state === 'refused';
}
