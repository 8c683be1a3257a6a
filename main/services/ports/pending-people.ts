import type { Person } from '../../../preload/model/person.ts';
import type { FieldValues } from '../../../preload/model/person-fields.ts';

/** What the cache is to show of one person whom changes wait for. */
export interface PendingPerson {
  readonly id: string;
  /** What the user wants in some fields; null where nothing waits any more. */
  readonly values: FieldValues | null;
  /**
   * The person without what waits, as the server was last seen to have them; null for nobody, who is
   * shown while a creation waits, and goes away with it.
   */
  readonly person: Person | null;
  /** True where the server has just answered with that person: answers to earlier questions are older. */
  readonly isAnswer?: boolean;
}

/** A person without what waits, as the server was last seen to have them; null for nobody. */
export interface SeenPerson {
  readonly person: Person | null;
}

/** Whether somebody counts as having a photo, in lenses, filters and numbers. */
export interface PhotoMark {
  readonly personId: string;
  /** Null where the server's own word counts. */
  readonly hasPhoto: boolean | null;
}

/**
 * The cache, as far as waiting changes are concerned: it shows people as the user wants them, in
 * lists, orders and searches, whatever a refresh brings meanwhile. Ids are the same whatever their
 * case.
 */
export interface PendingPeople {
  /** The person as shown. */
  get(id: string): Promise<Person | null>;
  /** What is behind a person whom changes wait for; null where the cache has not been told of any. */
  seen(id: string): Promise<SeenPerson | null>;
  set(pending: readonly PendingPerson[]): Promise<void>;
  /** Has people count as having a photo, or none, until told otherwise. */
  setPhotoMarks(marks: readonly PhotoMark[]): Promise<void>;
}
