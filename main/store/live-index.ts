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
 * on. Changes are merged when somebody looks, since merging a few costs as much as many.
 */
export class LiveIndex {
  readonly #options: LiveIndexOptions;
  #reading: Promise<PeopleIndex> | null = null;
  #index: PeopleIndex | null = null;
  readonly #upserts = new Map<number, IndexEntry>();
  readonly #removed = new Set<number>();

  constructor(options: LiveIndexOptions) {
    this.#options = options;
  }

  /** The index with all that has been written; null as long as it has not been read. */
  get current(): PeopleIndex | null {
    if (this.#index !== null && this.#upserts.size + this.#removed.size > 0) {
      this.#index.apply({ upserts: [...this.#upserts.values()], removed: new Set(this.#removed) });
      this.#forgetChanges();
    }
    return this.#index;
  }

  /** The same, once it has been read. Where that fails, the next call tries again. */
  async ready(): Promise<PeopleIndex> {
    if (this.#index === null) await (this.#reading ??= this.#start());
    const { current } = this;
    if (current === null) throw new TypeError('The index has just been read');
    return current;
  }

  /** Notes what has been written. */
  add({ upserts, removed }: Change): void {
    for (const entry of upserts) {
      this.#removed.delete(entry.no);
      this.#upserts.set(entry.no, entry);
    }
    for (const no of removed) {
      this.#upserts.delete(no);
      this.#removed.add(no);
    }
  }

  /** Begins with nobody, in place of all that was read or is being read. */
  clear(): void {
    this.#forgetChanges();
    this.#index = new PeopleIndex([], this.#options.pause);
  }

  async #start(): Promise<PeopleIndex> {
    try {
      const index = await this.#options.read();
      this.#index ??= index;
    } catch (error) {
      // Cleared meanwhile: what could not be read is of no use any more.
      if (this.#index === null) throw error;
    } finally {
      this.#reading = null;
    }
    return this.#index;
  }

  #forgetChanges(): void {
    this.#upserts.clear();
    this.#removed.clear();
  }
}
