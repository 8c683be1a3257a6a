import type { Change } from '../../preload/model/change.ts';

/** A waiting change of somebody's job title, unless the test says otherwise. */
export function makeChange(fields: Partial<Change> & { readonly id: string }): Change {
  return {
    place: 1,
    personId: 'ada',
    displayName: 'Ada Lovelace',
    kind: 'update',
    base: { jobTitle: null },
    mine: { jobTitle: 'Engineer' },
    maybeSent: {},
    state: 'waiting',
    theirs: {},
    notApplied: [],
    photo: null,
    wasAbsent: false,
    madeAt: '2026-03-01T08:00:00.000Z',
    attempts: 0,
    error: null,
    ...fields,
  };
}
