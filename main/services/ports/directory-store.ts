import type {
  FacetValue,
  LensCounts,
  PeopleQuery,
  PeopleSelection,
  Picked,
} from '../../../preload/model/people-query.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { Signal } from '../signal.ts';

/** A person as the cache holds them. */
export interface StoredPerson {
  readonly person: Person;
  /** When a refresh last saw a change, in seconds since 1970. */
  readonly changedAt: number;
}

/** A window of the people in a selection. */
export interface PeopleMatch {
  readonly matched: number;
  readonly total: number;
  readonly people: readonly StoredPerson[];
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
  /** True where an unusable file was set aside and this one is new in its place. */
  readonly isRebuilt: boolean;
  /** Emitted where that happens while the store is open: it is empty then. */
  readonly rebuilt: Signal<null>;
  /** Writes what has changed of a batch, in one transaction; unchanged people cost no write. */
  upsert(people: readonly Person[]): UpsertOutcome;
  /** Removes people for good. */
  remove(ids: readonly string[]): void;
  /** One person by the exact id. */
  get(id: string): StoredPerson | null;
  /** The visible part of a selection. */
  search(query: PeopleQuery): Promise<PeopleMatch>;
  countLenses(): Promise<LensCounts>;
  /** The values of a field, the most frequent first. */
  facet(field: 'organization' | 'location'): readonly FacetValue[];
  /** The place of the next person from `from` on, going round, whose name starts so; or null. */
  find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null>;
  indexOf(selection: PeopleSelection, id: string): Promise<number | null>;
  /** The ids at places `from` to `to`, both included. */
  idsBetween(selection: PeopleSelection, from: number, to: number): Promise<readonly string[]>;
  /** The people picked, in the order of their selection. */
  pick(picked: Picked): Promise<readonly StoredPerson[]>;
  /** All ids in the cache, in no particular order. */
  ids(): Iterable<string>;
  readonly size: number;
  /** When the last complete refresh ended (ISO 8601, UTC), or null before the first. */
  refreshedAt(): string | null;
  setRefreshedAt(at: string): void;
  /** Closing twice is harmless. */
  close(): void;
}
