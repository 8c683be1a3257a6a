import type { Picked } from '../../preload/model/people-query.ts';

/** Nobody at all. */
export const nobody: Picked = { mode: 'these', ids: [] };

/** The ids that are named: those picked, or those left out. */
export function namedIn(picked: Picked): ReadonlySet<string> {
  return new Set(picked.mode === 'these' ? picked.ids : picked.exceptIds);
}

/** Somebody more. */
export function joined(picked: Picked, ids: readonly string[]): Picked {
  const added = new Set(ids);
  return picked.mode === 'these'
    ? { mode: 'these', ids: [...new Set([...picked.ids, ...ids])] }
    : { ...picked, exceptIds: picked.exceptIds.filter((id) => !added.has(id)) };
}

/** One person less. */
export function without(picked: Picked, id: string): Picked {
  return picked.mode === 'these'
    ? { mode: 'these', ids: picked.ids.filter((other) => other !== id) }
    : { ...picked, exceptIds: [...picked.exceptIds, id] };
}
