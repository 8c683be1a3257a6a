const skipped = /[^\p{L}\p{N}]+/gu;
const ascii = /^[\x20-\x7e]*$/;

/**
 * The key by which texts are put in order, like the first level of a database's collation: case,
 * accents, punctuation and blanks do not count.
 */
export function collationKey(text: string): string {
  const lower = text.toLowerCase();
  // Most ids and names are plain ASCII, and decomposing them is what costs.
  if (ascii.test(lower)) return lower.replace(/[^a-z0-9]+/g, '');
  return lower.normalize('NFD').replace(skipped, '');
}

/** Orders two texts by their keys, and by themselves where the keys are equal. */
export function compareTexts(a: string, b: string): number {
  return comparePlain(collationKey(a), collationKey(b)) || comparePlain(a, b);
}

/** Orders by code units. */
export function comparePlain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
