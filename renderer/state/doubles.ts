/** What occurs more than once. */
export function doublesOf(names: readonly string[]): ReadonlySet<string> {
  const sorted = names.toSorted();
  return new Set(sorted.filter((name, at) => name === sorted[at - 1]));
}
