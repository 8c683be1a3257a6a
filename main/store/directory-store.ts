import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type {
  FacetValue,
  LensCounts,
  PeopleQuery,
  PeopleSelection,
  Picked,
} from '../../preload/model/people-query.ts';
import type { Person } from '../../preload/model/person.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { fold } from '../../preload/rules/fold.ts';
import type {
  DirectoryStore,
  PeopleMatch,
  StoredPerson,
  UpsertOutcome,
} from '../services/ports/directory-store.ts';
import { openCacheDatabase } from './database.ts';
import { loadIndex } from './load-index.ts';
import type { IndexEntry, PeopleIndex } from './people-index.ts';
import { openPeopleTable, type PeopleTable } from './people-table.ts';
import { guardStorage, toStorageError } from './storage-error.ts';

/**
 * Opens the local copy of one server's people. Answers at once; the index for searching is read
 * meanwhile, and what needs it waits. Throws `AppError` with the code `storage`.
 */
export function openDirectoryStore(options: {
  readonly file: string;
  readonly now: () => number;
  /** Told where an unusable predecessor of the file was put. */
  readonly onSetAside?: (file: string) => void;
  /** Sees the connection before its first use; tests limit its size with it. */
  readonly onOpened?: (database: DatabaseSyncInstance) => void;
}): DirectoryStore {
  return guardStorage(() => {
    const { database, setAside } = openCacheDatabase(options.file, options.now);
    if (setAside !== null) options.onSetAside?.(setAside);
    options.onOpened?.(database);
    return new SqliteDirectoryStore(database, options.now, setAside !== null);
  });
}

interface Change {
  readonly upserts: readonly IndexEntry[];
  readonly removed: ReadonlySet<number>;
}

class SqliteDirectoryStore implements DirectoryStore {
  readonly isRebuilt: boolean;
  readonly #table: PeopleTable;
  readonly #loading: Promise<PeopleIndex>;
  #index: PeopleIndex | null = null;
  /** What was written before the index was there; it is applied when it is. */
  #early: Change[] = [];
  #isClosed = false;

  constructor(database: DatabaseSyncInstance, now: () => number, isRebuilt: boolean) {
    this.isRebuilt = isRebuilt;
    this.#table = openPeopleTable(database, now);
    this.#loading = this.#load(database);
    // Whoever waits for it is told; here it must not count as unhandled.
    this.#loading.catch(() => undefined);
  }

  get size(): number {
    return this.#table.count();
  }

  upsert(people: readonly Person[]): UpsertOutcome {
    const upserts = guardStorage(() => this.#table.upsert(people));
    if (upserts.length > 0) this.#apply({ upserts, removed: new Set() });
    return { written: upserts.length };
  }

  remove(ids: readonly string[]): void {
    const removed = guardStorage(() => this.#table.remove(ids));
    this.#apply({ upserts: [], removed: new Set(removed) });
  }

  get(id: string): StoredPerson | null {
    return guardStorage(() => this.#table.byId(id));
  }

  async search(query: PeopleQuery): Promise<PeopleMatch> {
    const end = query.offset + query.limit;
    const order = this.#index === null && isPlain(query) ? this.#table.nameOrder.read() : null;
    if (order !== null) {
      // The first look at the list need not wait for the index.
      const people = this.#read(order.subarray(query.offset, end));
      return { matched: order.length, total: order.length, people };
    }
    const index = await this.#loading;
    const found = await index.find(query);
    const nos = found.slice(query.offset, end).map((entry) => entry.no);
    return { matched: found.length, total: index.entries.length, people: this.#read(nos) };
  }

  async countLenses(): Promise<LensCounts> {
    return (await this.#loading).countLenses();
  }

  facet(field: 'organization' | 'location'): readonly FacetValue[] {
    return guardStorage(() => this.#table.facet(field));
  }

  async find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null> {
    const found = await (await this.#loading).find(selection);
    const wanted = fold(prefix);
    const startsSo = (entry: IndexEntry): boolean => entry.searchText.startsWith(wanted);
    const next = found.findIndex((entry, place) => place >= from && startsSo(entry));
    const place = next >= 0 ? next : found.findIndex(startsSo);
    return place < 0 ? null : place;
  }

  async indexOf(selection: PeopleSelection, id: string): Promise<number | null> {
    const found = await (await this.#loading).find(selection);
    const place = found.findIndex((entry) => entry.id === id);
    return place < 0 ? null : place;
  }

  async idsBetween(selection: PeopleSelection, from: number, to: number): Promise<string[]> {
    const found = await (await this.#loading).find(selection);
    return found.slice(from, to + 1).map((entry) => entry.id);
  }

  async pick(picked: Picked): Promise<readonly StoredPerson[]> {
    if (picked.mode === 'these') {
      const wanted = new Set(picked.ids);
      const found = await (await this.#loading).find(everybody);
      return this.#read(found.filter((entry) => wanted.has(entry.id)).map((entry) => entry.no));
    }
    const excepted = new Set(picked.exceptIds);
    const found = await (await this.#loading).find(picked.selection);
    return this.#read(found.filter((entry) => !excepted.has(entry.id)).map((entry) => entry.no));
  }

  ids(): Iterable<string> {
    return guardStorage(() => this.#table.ids());
  }

  refreshedAt(): string | null {
    return guardStorage(() => this.#table.refreshedAt());
  }

  setRefreshedAt(at: string): void {
    guardStorage(() => this.#table.setRefreshedAt(at));
    this.#saveOrder();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#saveOrder();
    this.#isClosed = true;
    this.#table.close();
  }

  #read(nos: Iterable<number>): StoredPerson[] {
    return guardStorage(() => Array.from(nos, (no) => this.#table.byNo(no)).filter(isPresent));
  }

  async #load(database: DatabaseSyncInstance): Promise<PeopleIndex> {
    const pause = async (): Promise<void> => {
      await nextTurn();
      if (this.#isClosed) throw new Error('Closed while the index was being read');
    };
    try {
      const index = await loadIndex(database, this.#table.nameOrder.read(), pause);
      for (const change of this.#early) index.apply(change);
      this.#early = [];
      this.#index = index;
      return index;
    } catch (error) {
      throw toStorageError(error);
    }
  }

  #apply(change: Change): void {
    if (this.#index === null) this.#early.push(change);
    else this.#index.apply(change);
  }

  /** So that the next start need not sort. Failing costs that start some time, and nothing else. */
  #saveOrder(): void {
    if (this.#index === null || this.#table.nameOrder.read() !== null) return;
    try {
      this.#table.nameOrder.write(this.#index.entries.map((entry) => entry.no));
    } catch {
      // The disk may be full: what matters has been written.
    }
  }
}

/** Whether a query asks for everybody in name order, which is stored. */
function isPlain(query: PeopleQuery): boolean {
  return (
    query.text.trim() === '' &&
    query.filters.length === 0 &&
    query.organization === null &&
    query.location === null &&
    query.sort.by === 'name' &&
    !query.sort.isDescending
  );
}

function isPresent<T>(value: T | null): value is T {
  return value !== null;
}
