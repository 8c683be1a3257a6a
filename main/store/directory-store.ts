import { dirname, join } from 'node:path';
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
import { z } from '../../preload/model/zod.ts';
import type {
  DirectoryStore,
  PeopleMatch,
  StoredPerson,
  UpsertOutcome,
} from '../services/ports/directory-store.ts';
import { createSignal } from '../services/signal.ts';
import {
  isDamage,
  openCacheDatabase,
  type OpenedDatabase,
  replaceCacheDatabase,
} from './database.ts';
import { type JsonFile, openJsonFile } from './json-file.ts';
import { loadIndex } from './load-index.ts';
import { type IndexEntry, PeopleIndex } from './people-index.ts';
import { openPeopleTable, type PeopleTable } from './people-table.ts';
import { numbersOf, placeOfId, placeOfPrefix } from './places.ts';
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
  return guardStorage(() => new SqliteDirectoryStore(options));
}

type StoreOptions = Parameters<typeof openDirectoryStore>[0];

/** Lets other work run. */
async function takeTurns(): Promise<void> {
  await nextTurn();
}

interface Change {
  readonly upserts: readonly IndexEntry[];
  readonly removed: ReadonlySet<number>;
}

class SqliteDirectoryStore implements DirectoryStore {
  readonly rebuilt = createSignal<null>();
  readonly #options: StoreOptions;
  /** Outside the database: a refresh that changes nobody writes no row. */
  readonly #refreshedAt: JsonFile<string | null>;
  #isRebuilt: boolean;
  #table: PeopleTable;
  #loading: Promise<PeopleIndex>;
  #index: PeopleIndex | null = null;
  /** What was written before the index was there; it is applied when it is. */
  #early: Change[] = [];
  #isClosed = false;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#refreshedAt = openJsonFile({
      file: join(dirname(options.file), 'refreshed-at.json'),
      schema: z.string().nullable(),
      fallback: null,
    });
    const opened = openCacheDatabase(options.file, options.now);
    this.#isRebuilt = opened.setAside !== null;
    this.#table = this.#use(opened);
    this.#loading = this.#load(opened.database);
  }

  get isRebuilt(): boolean {
    return this.#isRebuilt;
  }

  get size(): number {
    return this.#guard((table) => table.count());
  }

  upsert(people: readonly Person[]): UpsertOutcome {
    const upserts = this.#guard((table) => table.upsert(people));
    if (upserts.length > 0) this.#apply({ upserts, removed: new Set() });
    return { written: upserts.length };
  }

  remove(ids: readonly string[]): void {
    const removed = this.#guard((table) => table.remove(ids));
    this.#apply({ upserts: [], removed: new Set(removed) });
  }

  get(id: string): StoredPerson | null {
    return this.#guard((table) => table.byId(id));
  }

  async search(query: PeopleQuery): Promise<PeopleMatch> {
    const end = query.offset + query.limit;
    const order =
      this.#index === null && isPlain(query)
        ? this.#guard((table) => table.nameOrder.read())
        : null;
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
    return this.#guard((table) => table.facet(field));
  }

  async find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null> {
    return placeOfPrefix(await this.#loading, selection, prefix, from);
  }

  async indexOf(selection: PeopleSelection, id: string): Promise<number | null> {
    return placeOfId(await this.#loading, selection, id);
  }

  async idsBetween(selection: PeopleSelection, from: number, to: number): Promise<string[]> {
    const found = await (await this.#loading).find(selection);
    return found.slice(from, to + 1).map((entry) => entry.id);
  }

  async pick(picked: Picked): Promise<readonly StoredPerson[]> {
    return this.#read(await numbersOf(await this.#loading, picked));
  }

  ids(): Iterable<string> {
    return this.#guard((table) => table.ids());
  }

  refreshedAt(): string | null {
    return this.#refreshedAt.read();
  }

  setRefreshedAt(at: string): void {
    this.#refreshedAt.write(at);
    this.#saveOrder();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#saveOrder();
    this.#isClosed = true;
    this.#table.close();
  }

  #read(nos: Iterable<number>): StoredPerson[] {
    return this.#guard((table) => Array.from(nos, (no) => table.byNo(no)).filter(isPresent));
  }

  /** Works with the table; where the file turns out to be damaged, with a fresh one. */
  #guard<T>(work: (table: PeopleTable) => T): T {
    return guardStorage(() => {
      try {
        return work(this.#table);
      } catch (error) {
        if (this.#isClosed || !isDamage(error)) throw error;
        this.#replace();
        return work(this.#table);
      }
    });
  }

  #use({ database, setAside }: OpenedDatabase): PeopleTable {
    if (setAside !== null) {
      this.#options.onSetAside?.(setAside);
      this.#refreshedAt.write(null);
    }
    this.#options.onOpened?.(database);
    return openPeopleTable(database, this.#options.now);
  }

  /** Sets the damaged file aside and goes on, empty: the server has the people. */
  #replace(): void {
    this.#table.close();
    const opened = replaceCacheDatabase(this.#options.file, this.#options.now);
    this.#table = this.#use(opened);
    this.#isRebuilt = true;
    this.#early = [];
    this.#index = new PeopleIndex([], takeTurns);
    this.#loading = Promise.resolve(this.#index);
    this.rebuilt.emit(null);
  }

  #load(database: DatabaseSyncInstance): Promise<PeopleIndex> {
    const loading = this.#readIndex(database);
    // Whoever waits for it is told; here it must not count as unhandled.
    loading.catch(() => undefined);
    return loading;
  }

  async #readIndex(database: DatabaseSyncInstance): Promise<PeopleIndex> {
    const pause = async (): Promise<void> => {
      await takeTurns();
      if (this.#isClosed) throw new Error('Closed while the index was being read');
    };
    try {
      const index = await loadIndex(database, this.#table.nameOrder.read(), pause);
      // Damage may have been found elsewhere meanwhile, and a fresh index be in place.
      if (this.#index !== null) return this.#index;
      for (const change of this.#early) index.apply(change);
      this.#early = [];
      this.#index = index;
      return index;
    } catch (error) {
      if (this.#isClosed || !isDamage(error)) throw toStorageError(error);
      if (this.#index === null) this.#replace();
      return this.#loading;
    }
  }

  #apply(change: Change): void {
    if (this.#index === null) this.#early.push(change);
    else this.#index.apply(change);
  }

  /** So that the next start need not sort. Failing costs that start some time, and nothing else. */
  #saveOrder(): void {
    if (this.#index === null) return;
    try {
      if (this.#table.nameOrder.read() !== null) return;
      this.#table.nameOrder.write(this.#index.entries.map((entry) => entry.no));
    } catch {
      // The disk may be full, or the file damaged: what matters has been written.
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
