import type { PersonRecord } from './person-record.ts';

/**
 * The people that a directory starts with. A large population is not kept as records: it makes each
 * person when asked, the same one each time.
 */
export interface Population {
  /** All ids in the order of `compareTexts`; no two are equal but for case. */
  readonly ids: readonly string[];
  person(position: number): PersonRecord;
  /** The names alone, for sorting; absent ones were never set. */
  names(position: number): { readonly firstName?: string; readonly lastName?: string };
}

/** A small population that is given as records. */
export function populationOf(records: readonly PersonRecord[]): Population {
  const at = (position: number): PersonRecord => {
    const record = records[position];
    if (record === undefined) throw new RangeError(`There is no person ${position}`);
    return record;
  };
  return { ids: records.map(({ id }) => id), person: at, names: (position) => at(position).texts };
}
