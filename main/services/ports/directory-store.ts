import type { Person } from '../../../preload/model/person.ts';

/** People that match a search, in name order; positions stay valid until the next change. */
export interface PeopleMatch {
  readonly matched: number;
  readonly total: number;
  readonly people: readonly Person[];
}

/** How a batch of people changed the cache. */
export interface UpsertOutcome {
  /** Rows written: people that are new, and people whose fields differ from the cached ones. */
  readonly written: number;
}

/**
 * The local copy of one server's people, as one user sees them. Every method throws `AppError`
 * with the code `storage` when the disk is full, read-only or broken.
 */
export interface DirectoryStore {
  /** Writes what has changed of a batch, in one transaction; unchanged people cost no write. */
  upsert(people: readonly Person[]): UpsertOutcome;
  /** Removes people for good. */
  remove(ids: readonly string[]): void;
  /** One person by the exact id. */
  get(id: string): Person | null;
  /** A window of the people who match every word of `text`, in name order. */
  search(query: {
    readonly text: string;
    readonly offset: number;
    readonly limit: number;
  }): PeopleMatch;
  /** All ids in the cache, in no particular order. */
  ids(): Iterable<string>;
  readonly size: number;
  /** When the last complete refresh ended (ISO 8601, UTC), or null before the first. */
  refreshedAt(): string | null;
  setRefreshedAt(at: string): void;
  close(): void;
}
