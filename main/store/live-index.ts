import { type IndexEntry, PeopleIndex } from './people-index.ts';

/** What has been written to the table of people. */
export interface Change {
  readonly upserts: readonly IndexEntry[];
  readonly removed: readonly number[];
}

/** How an index comes to be. */
export interface LiveIndexOptions {
  /** Reads the table; what is written meanwhile need not be in its answer. */
  readonly read: () => Promise<PeopleIndex>;
  /** Lets others run between two pieces of work. */
  readonly pause: () => Promise<void>;
}

/**
 * The index of a store: read when it is first needed, and in step with what is written from then
 * on.
 */
export class LiveIndex {
  readonly #options: LiveIndexOptions;
  #reading: Promise<PeopleIndex> | null = null;
  #index: PeopleIndex | null = null;
  /** What was written before the index was there; the later of two changes counts. */
  readonly #early = new Map<number, IndexEntry | null>();

  constructor(options: LiveIndexOptions) {
    this.#options = options;
  }

  /** The index; null as long as it has not been read. */
  get current(): PeopleIndex | null {
    return this.#index;
  }

  /** The index, once it has been read. Where that fails, the next call tries again. */
  ready(): Promise<PeopleIndex> {
    if (this.#index !== null) return Promise.resolve(this.#index);
    return (this.#reading ??= this.#start());
  }

  /** Takes over what has been written. */
  add({ upserts, removed }: Change): void {
    if (this.#index !== null) {
      this.#index.apply({ upserts, removed: new Set(removed) });
      return;
    }
    for (const entry of upserts) this.#early.set(entry.no, entry);
    for (const no of removed) this.#early.set(no, null);
  }

  /** Begins with nobody, in place of all that was read or is being read. */
  clear(): void {
    this.#early.clear();
    this.#index = new PeopleIndex([], this.#options.pause);
  }

  async #start(): Promise<PeopleIndex> {
    try {
      const index = await this.#options.read();
      // Cleared meanwhile: what was read is out of date.
      if (this.#index !== null) return this.#index;
      this.#index = index;
      this.#catchUp(index);
      return index;
    } catch (error) {
      if (this.#index !== null) return this.#index;
      throw error;
    } finally {
      this.#reading = null;
    }
  }

  #catchUp(index: PeopleIndex): void {
    const upserts = [...this.#early.values()].filter((entry) => entry !== null);
    const removed = new Set(
      [...this.#early].flatMap(([no, entry]) => (entry === null ? [no] : [])),
    );
    this.#early.clear();
    if (upserts.length + removed.size > 0) index.apply({ upserts, removed });
  }
}
