import type { Person } from '../../preload/model/person.ts';
import type { FieldValues } from '../../preload/model/person-fields.ts';
import { blankPerson } from '../../preload/rules/blank-person.ts';
import { withValues } from '../../preload/rules/person-fields.ts';
import type { IndexEntry } from './index/index-entry.ts';
import { flagBits } from './index/person-flags.ts';
import { keyOf } from '../services/person-key.ts';
import type { PendingPerson, SeenPerson } from '../services/ports/pending-people.ts';

/** What is to become of the rows of some people. */
export interface RowChanges {
  readonly show: readonly Person[];
  /** Ids of rows that are to go. */
  readonly hide: readonly string[];
}

/** A person whom changes wait for. */
interface Pending {
  /** The id of the row; a person who is seen may write it in another case. */
  readonly rowId: string;
  readonly values: FieldValues;
  /** As the server was last seen to have them; null for nobody. */
  readonly person: Person | null;
  /** The same, and where the server has lost them, as they were before that. */
  readonly known: Person | null;
}

/**
 * What waits, laid over whatever is to be written of people. It is in memory alone: the outbox has
 * it for good, and tells it anew at each start.
 */
export class PendingRows {
  /** By id in lower case: the server takes ids for the same whatever their case. */
  readonly #byKey = new Map<string, Pending>();

  /** The ids of the rows that something waits for. */
  get rowIds(): string[] {
    return Array.from(this.#byKey.values(), ({ rowId }) => rowId);
  }

  /** Marks those whom something waits for. */
  flag(entries: readonly IndexEntry[]): readonly IndexEntry[] {
    if (this.#byKey.size === 0) return entries;
    return entries.map((entry) =>
      this.#byKey.get(keyOf(entry.id))?.rowId === entry.id
        ? { ...entry, flags: entry.flags | flagBits.waiting }
        : entry,
    );
  }

  /** The person behind what waits; null where nothing waits. */
  seen(id: string): SeenPerson | null {
    const pending = this.#byKey.get(keyOf(id));
    return pending === undefined ? null : { person: pending.person };
  }

  /** Takes over what waits from now on. */
  set(people: readonly PendingPerson[]): RowChanges {
    return collect(people, ({ id, values, person }) => {
      const key = keyOf(id);
      const former = this.#byKey.get(key);
      const rowId = former?.rowId ?? id;
      if (values === null) {
        this.#byKey.delete(key);
        return rowOf(person, rowId);
      }
      const known = person ?? former?.known ?? null;
      return this.#lay(key, { rowId, values, person, known });
    });
  }

  /** People as the server has them: whoever something waits for is shown with that. */
  see(people: readonly Person[]): RowChanges {
    if (this.#byKey.size === 0) return { show: people, hide: [] };
    return collect(people, (person) => {
      const key = keyOf(person.id);
      const pending = this.#byKey.get(key);
      return pending === undefined
        ? rowOf(person, person.id)
        : this.#lay(key, { ...pending, person, known: person });
    });
  }

  /** The server has nobody of these ids. Those whom something waits for stay until it is decided. */
  lose(ids: readonly string[]): RowChanges {
    const hide: string[] = [];
    for (const id of ids) {
      const key = keyOf(id);
      const pending = this.#byKey.get(key);
      if (pending?.rowId === id) this.#byKey.set(key, { ...pending, person: null });
      else hide.push(id);
    }
    return { show: [], hide };
  }

  #lay(key: string, pending: Pending): RowChanges {
    const { rowId, values, known } = pending;
    const shown = withValues(known ?? blankPerson(rowId), values);
    this.#byKey.set(key, { ...pending, rowId: shown.id });
    return rowOf(shown, rowId);
  }
}

/** The row of a person, in place of the one that there was under another spelling of the id. */
function rowOf(person: Person | null, formerId: string): RowChanges {
  return {
    show: person === null ? [] : [person],
    hide: person?.id === formerId ? [] : [formerId],
  };
}

function collect<T>(items: readonly T[], change: (item: T) => RowChanges): RowChanges {
  const changes = items.map(change);
  return {
    show: changes.flatMap(({ show }) => show),
    hide: changes.flatMap(({ hide }) => hide),
  };
}
