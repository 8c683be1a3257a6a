/** What the index is given of a person: enough to search, filter and sort. */
export interface IndexEntry {
  readonly no: number;
  readonly id: string;
  readonly displayName: string;
  readonly searchText: string;
  /** Bits of `flagsOf`. */
  readonly flags: number;
  /** When a refresh last saw a change, in seconds since 1970. */
  readonly changedAt: number;
}
