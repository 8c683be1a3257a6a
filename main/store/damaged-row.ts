/** Says that a row holds what its table does not allow: SQLite checks that on writing only. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError';
}

/** Far more people than any directory has; room is made for all numbers up to the highest. */
const highestNo = 20_000_000;

/** Throws `DamagedRowError` unless these columns hold texts. */
export function expectTexts(...columns: readonly unknown[]): void {
  if (!columns.every((column) => typeof column === 'string')) throw new DamagedRowError();
}

/**
 * Throws `DamagedRowError` unless this can be the number of a person that is read after the person
 * `before`: a tree of pages with a loop in it would otherwise be read for ever.
 */
export function expectNo(no: unknown, before: number): asserts no is number {
  if (typeof no !== 'number' || no <= before || no < 1 || no > highestNo)
    throw new DamagedRowError();
}
