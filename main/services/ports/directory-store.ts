import type {
  FacetValue,
  LensCounts,
  PeopleQuery,
  PeopleSelection,
  Picked,
} from '../../../preload/model/people-query.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { PhotoMatch } from '../../../preload/rules/photo-match/photo-matcher.ts';
import type { Signal } from '../signal.ts';
import type { DirectRead, Moment } from '../moments.ts';
import type { PageAnswer, Paging } from './alfresco.ts';
import type { PendingPerson, PhotoMark, SeenPerson } from './pending-people.ts';

/** A person as the cache holds them. */
export interface StoredPerson {
  readonly person: Person;
  /** When a refresh last saw a change, in seconds since 1970. */
  readonly changedAt: number;
}

/** What a row of a list shows of a person; much less than there is of them. */
export interface ListedPerson extends Pick<
  Person,
  | 'id'
  | 'displayName'
  | 'jobTitle'
  | 'location'
  | 'email'
  | 'mobile'
  | 'telephone'
  | 'enabled'
  | 'avatarId'
  | 'capabilities'
> {
  readonly organization: string | null;
  /** When a refresh last saw a change, in seconds since 1970. */
  readonly changedAt: number;
}

/** A field whose values people are filtered by. */
export type FacetField = 'organization' | 'location';

/** A window of the people in a selection. */
export interface PeopleMatch {
  readonly matched: number;
  readonly total: number;
  readonly people: readonly ListedPerson[];
}

/** How people from the server changed the cache. */
export interface UpsertOutcome {
  /** Rows written: people that are new, and people whose fields differ from the cached ones. */
  readonly written: number;
}

/** Who may be the same as somebody who is being written. */
export interface LookalikeQuery {
  readonly email: string | null;
  readonly name: string | null;
  /** Not this one, whatever the case. */
  readonly exceptId: string | null;
}

export interface Lookalike {
  readonly id: string;
  readonly displayName: string;
}

/** Whose photo a file may be, by its name. */
export type FileMatch = PhotoMatch<ListedPerson>;

/** A page that is in the cache now. */
export interface PageOutcome extends Paging, UpsertOutcome {
  /** Everybody on the page, in its order. */
  readonly ids: readonly string[];
}

/**
 * The local copy of one server's people, as one user sees them. Every method rejects with
 * `AppError` with the code `storage` when the disk is full, read-only or broken. Nothing here holds
 * up the caller: the work is done elsewhere, and long work in pieces between which others get
 * their answers.
 */
export interface DirectoryStore {
  /** True where an unusable file was set aside and this one is new in its place. */
  readonly isRebuilt: boolean;
  /** Emitted where that happens while the store is open: it is empty then. */
  readonly rebuilt: Signal<null>;
  /** When the last complete refresh ended (ISO 8601, UTC), or null before the first. */
  readonly refreshedAt: string | null;
  setRefreshedAt(at: string): Promise<void>;
  /**
   * Reads a page and writes whom it shows, all or nobody where it cannot be read: it then rejects
   * with the reader's error. People who were read alone after the page was asked for stay as they
   * are. The bytes of the page are not to be used after this.
   */
  addPage(page: PageAnswer, askedAt: Moment): Promise<PageOutcome>;
  /**
   * Writes what has changed of a few people, in one transaction; unchanged people cost no write.
   * Where they were read alone, later answers to earlier questions do not undo that.
   */
  upsert(people: readonly Person[], read?: DirectRead): Promise<UpsertOutcome>;
  /**
   * Removes people for good, but for those whom something waits for; answers how many were removed.
   */
  remove(ids: readonly string[], read?: DirectRead): Promise<number>;
  /** One person by the exact id. */
  get(id: string): Promise<StoredPerson | null>;
  /** One person by the id in any case. */
  getInAnyCase(id: string): Promise<StoredPerson | null>;
  /**
   * Shows people with what waits for them, until told otherwise, whatever the server is seen to have
   * of them; `read` is that of those among them who have just been answered.
   */
  setPending(people: readonly PendingPerson[], read: DirectRead): Promise<void>;
  /**
   * Has people count as having a photo, or none, until told otherwise, whatever the server is seen to
   * say of them. Those who are not in the cache count so when they come.
   */
  setPhotoMarks(marks: readonly PhotoMark[]): Promise<void>;
  /** Who is behind what waits for a person; null where nothing waits. */
  seenBehind(id: string): Promise<SeenPerson | null>;
  /** Emitted where what waits has to be told again, because the cache has lost it. */
  readonly pendingLost: Signal<null>;
  /** People who have this e-mail address or this name, a few at most. */
  lookalikes(query: LookalikeQuery): Promise<readonly Lookalike[]>;
  /** Whose photos files are, by their names; in the order of the names. */
  matchPhotos(names: readonly string[]): Promise<readonly FileMatch[]>;
  /** The visible part of a selection. */
  search(query: PeopleQuery): Promise<PeopleMatch>;
  countLenses(): Promise<LensCounts>;
  /**
   * The values of a field among the people of a selection, the most frequent first. What the
   * selection says of the field itself does not count.
   */
  facet(field: FacetField, selection: PeopleSelection): Promise<readonly FacetValue[]>;
  /** The place of the next person from `from` on, going round, whose name starts so; or null. */
  find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null>;
  indexOf(selection: PeopleSelection, id: string): Promise<number | null>;
  /** The ids at places `from` to `to`, both included. */
  idsBetween(selection: PeopleSelection, from: number, to: number): Promise<readonly string[]>;
  /** The people picked, in the order of their selection. */
  pick(picked: Picked): Promise<readonly StoredPerson[]>;
  /** All ids in the cache, in no particular order. */
  ids(): Promise<readonly string[]>;
  /** Waits for what is being written, and closes. Closing twice is harmless. */
  close(): Promise<void>;
}
