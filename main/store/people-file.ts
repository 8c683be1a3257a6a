import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { createSignal } from '../services/signal.ts';
import {
  isDamage,
  openCacheDatabase,
  type OpenedDatabase,
  replaceCacheDatabase,
} from './database.ts';
import { openPeopleTable, type PeopleTable } from './people-table.ts';
import { guardStorage } from './storage-error.ts';

/** Where the people are kept, and who is told of what happens to the file. */
export interface PeopleFileOptions {
  readonly file: string;
  readonly now: () => number;
  /** Told where an unusable predecessor of the file was put. */
  readonly onSetAside?: (file: string) => void;
  /** Sees the connection before its first use; tests limit its size with it. */
  readonly onOpened?: (database: DatabaseSyncInstance) => void;
}

/**
 * The database of people, which gives way to a fresh one wherever it turns out to be damaged: the
 * server has the people.
 */
export class PeopleFile {
  /** Emitted where that happens while the file is in use. */
  readonly replaced = createSignal<null>();
  readonly #options: PeopleFileOptions;
  #isRebuilt: boolean;
  #isClosed = false;
  #database: DatabaseSyncInstance;
  #table: PeopleTable;

  constructor(options: PeopleFileOptions) {
    this.#options = options;
    const opened = openCacheDatabase(options.file, options.now);
    this.#isRebuilt = opened.setAside !== null;
    this.#database = opened.database;
    this.#table = this.#use(opened);
  }

  /** True where an unusable file was set aside and this one is new in its place. */
  get isRebuilt(): boolean {
    return this.#isRebuilt;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Works with the table; where the file turns out to be damaged, again with that of a fresh one. */
  with<T>(work: (table: PeopleTable) => T): T {
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

  /** Reads the database bit by bit; where it turns out to be damaged, a fresh one takes its place. */
  async read<T>(
    work: (database: DatabaseSyncInstance, table: PeopleTable) => Promise<T>,
  ): Promise<T> {
    const database = this.#database;
    try {
      return await work(database, this.#table);
    } catch (error) {
      // Others may have come across the same damage meanwhile.
      if (!this.#isClosed && database === this.#database && isDamage(error)) this.#replace();
      throw error;
    }
  }

  /** Keeps the name order for the next start. Failing costs that start a sort, and nothing else. */
  keepOrder(nos: () => Iterable<number>): void {
    const { nameOrder } = this.#table;
    try {
      if (nameOrder.read() === null) nameOrder.write(nos());
    } catch {
      // The disk may be full, or the file damaged: what matters has been written.
    }
  }

  /** Closing twice is harmless. */
  close(): void {
    this.#isClosed = true;
    this.#table.close();
  }

  #use({ database, setAside }: OpenedDatabase): PeopleTable {
    if (setAside !== null) this.#options.onSetAside?.(setAside);
    this.#options.onOpened?.(database);
    return openPeopleTable(database, this.#options.now);
  }

  #replace(): void {
    this.#table.close();
    const opened = replaceCacheDatabase(this.#options.file, this.#options.now);
    this.#database = opened.database;
    this.#table = this.#use(opened);
    this.#isRebuilt = true;
    this.replaced.emit(null);
  }
}
