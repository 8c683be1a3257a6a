import { keyOf } from '../services/person-key.ts';
import type { PhotoMark } from '../services/ports/pending-people.ts';
import type { IndexEntry } from './index/index-entry.ts';
import { flagBits } from './index/person-flags.ts';

/**
 * Who counts as having a photo, or as having none, while the server says otherwise. It is in memory
 * alone, like what waits: the outbox tells it anew at each start.
 */
export class PhotoMarks {
  /** By id in lower case: the server takes ids for the same whatever their case. */
  readonly #byKey = new Map<string, boolean>();

  /** Takes over marks, and takes those away that are null; answers the ones that are new. */
  set(marks: readonly PhotoMark[]): readonly PhotoMark[] {
    const news = marks.filter(
      ({ personId, hasPhoto }) => (this.#byKey.get(keyOf(personId)) ?? null) !== hasPhoto,
    );
    for (const { personId, hasPhoto } of news) {
      if (hasPhoto === null) this.#byKey.delete(keyOf(personId));
      else this.#byKey.set(keyOf(personId), hasPhoto);
    }
    return news;
  }

  /** Lays the marks over what the rows say. */
  flag(entries: readonly IndexEntry[]): readonly IndexEntry[] {
    if (this.#byKey.size === 0) return entries;
    return entries.map((entry) => {
      const hasPhoto = this.#byKey.get(keyOf(entry.id));
      if (hasPhoto === undefined) return entry;
      const others = entry.flags & ~flagBits.photo;
      return { ...entry, flags: hasPhoto ? others | flagBits.photo : others };
    });
  }
}
