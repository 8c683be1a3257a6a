/** What the index keeps of a person in memory: enough to sort by name and to search. */
export interface IndexEntry {
  readonly no: number;
  readonly id: string;
  readonly displayName: string;
  readonly folded: string;
}

// One collator for every script; numeric, so that "Room 9" comes before "Room 10".
const collator = new Intl.Collator(undefined, { numeric: true });

function compareEntries(a: IndexEntry, b: IndexEntry): number {
  return collator.compare(a.displayName, b.displayName) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** All people in name order, with a search that finds every occurrence of every word. */
export class NameIndex {
  #entries: IndexEntry[];
  /** The latest search: scrolling asks for many windows of the same one. */
  #latest: { readonly key: string; readonly found: readonly IndexEntry[] } | null = null;

  constructor(entries: readonly IndexEntry[]) {
    this.#entries = entries.toSorted(compareEntries);
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Replaces the entries of the given people and drops the removed ones, in one merge. */
  apply(changes: {
    readonly upserts: readonly IndexEntry[];
    readonly removed: ReadonlySet<number>;
  }): void {
    const replaced = new Set(changes.upserts.map((entry) => entry.no));
    const kept = this.#entries.filter(
      (entry) => !replaced.has(entry.no) && !changes.removed.has(entry.no),
    );
    this.#entries = mergeSorted(kept, changes.upserts.toSorted(compareEntries));
    this.#latest = null;
  }

  /** Everybody in whose folded text every word occurs, in name order. */
  find(words: readonly string[]): readonly IndexEntry[] {
    if (words.length === 0) return this.#entries;
    const key = words.join(' ');
    if (this.#latest?.key !== key) {
      const found = this.#entries.filter((entry) =>
        words.every((word) => entry.folded.includes(word)),
      );
      this.#latest = { key, found };
    }
    return this.#latest.found;
  }
}

function mergeSorted(a: readonly IndexEntry[], b: readonly IndexEntry[]): IndexEntry[] {
  const merged: IndexEntry[] = [];
  let next = 0;
  for (const entry of a) {
    for (let candidate = b[next]; candidate !== undefined; candidate = b[next]) {
      if (compareEntries(candidate, entry) > 0) break;
      merged.push(candidate);
      next += 1;
    }
    merged.push(entry);
  }
  return merged.concat(b.slice(next));
}
