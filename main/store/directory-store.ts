import { dirname, join } from 'node:path';
import type {
  FacetValue,
  LensCounts,
  PeopleQuery,
  PeopleSelection,
  Picked,
} from '../../preload/model/people-query.ts';
import type { Person } from '../../preload/model/person.ts';
import { z } from '../../preload/model/zod.ts';
import { createLimiter } from '../services/limiter.ts';
import type { DirectRead, Moment } from '../services/moments.ts';
import type { PageAnswer, PageReader } from '../services/ports/alfresco.ts';
import type {
  DirectoryStore,
  FacetField,
  PageOutcome,
  PeopleMatch,
  StoredPerson,
  UpsertOutcome,
} from '../services/ports/directory-store.ts';
import { createSignal } from '../services/signal.ts';
import { inPieces } from './in-pieces.ts';
import { DirectReads } from './direct-reads.ts';
import { type JsonFile, openJsonFile } from './json-file.ts';
import { LiveIndex } from './live-index.ts';
import { loadIndex } from './load-index.ts';
import type { PeopleIndex } from './people-index.ts';
import { PeopleFile, type PeopleFileOptions } from './people-file.ts';
import type { PeopleTable } from './people-table.ts';
import { numbersOf, placeOfId, placeOfPrefix } from './places.ts';
import { guardStorage, toStorageError } from './storage-error.ts';
import { takeTurns } from './take-turns.ts';

/** What the local copy of one server's people is made of. */
export interface StoreOptions extends PeopleFileOptions {
  readonly readPage: PageReader;
  /** Lets others run between two pieces of work. */
  readonly pause?: () => Promise<void>;
}

/**
 * Opens the local copy of one server's people, to be used by the thread that opens it. Throws
 * `AppError` with the code `storage`.
 */
export function openDirectoryStore(options: StoreOptions): DirectoryStore {
  return guardStorage(() => new SqliteDirectoryStore(options));
}

/** So few that whoever asks for rows meanwhile does not notice. */
const peopleAtOnce = 100;

/** More values of a field than anybody looks through. */
const mostValues = 1000;

class SqliteDirectoryStore implements DirectoryStore {
  readonly rebuilt = createSignal<null>();
  readonly #readPage: PageReader;
  readonly #pause: () => Promise<void>;
  readonly #file: PeopleFile;
  /** Outside the database: a refresh that changes nobody writes no row. */
  readonly #refreshedAt: JsonFile<string | null>;
  readonly #index: LiveIndex;
  readonly #directReads = new DirectReads();
  /** One page after the other: all at once would be done last. */
  readonly #inTurn = createLimiter(1);

  constructor({ readPage, onSetAside, pause = takeTurns, ...options }: StoreOptions) {
    this.#readPage = readPage;
    this.#pause = pause;
    this.#index = new LiveIndex({ read: () => this.#readIndex(), pause });
    this.#refreshedAt = openJsonFile({
      file: join(dirname(options.file), 'refreshed-at.json'),
      schema: z.string().nullable(),
      fallback: null,
    });
    this.#file = new PeopleFile({
      ...options,
      onSetAside: (file) => {
        onSetAside?.(file);
        this.#refreshedAt.write(null);
      },
    });
    this.#file.replaced.subscribe(() => {
      this.#index.clear();
      this.rebuilt.emit(null);
    });
  }

  get isRebuilt(): boolean {
    return this.#file.isRebuilt;
  }

  get refreshedAt(): string | null {
    return this.#refreshedAt.read();
  }

  setRefreshedAt(at: string): Promise<void> {
    return settle(() => {
      this.#refreshedAt.write(at);
      this.#keepOrder();
    });
  }

  addPage(answer: PageAnswer, askedAt: Moment): Promise<PageOutcome> {
    return this.#inTurn(async () => {
      const { people, ...paging } = this.#readPage(answer);
      const everybody: Person[] = [];
      for (const piece of inPieces(people, peopleAtOnce)) {
        everybody.push(...piece);
        await this.#pause();
      }
      let written = 0;
      for (const piece of inPieces(everybody, peopleAtOnce)) {
        written += this.#write(
          piece.filter(({ id }) => !this.#directReads.isOutdated(id, askedAt)),
        );
        await this.#pause();
      }
      return { ...paging, ids: everybody.map(({ id }) => id), written };
    });
  }

  upsert(people: readonly Person[], read?: DirectRead): Promise<UpsertOutcome> {
    return settle(() => {
      const news = this.#directReads.take(people, ({ id }) => id, read);
      return { written: this.#write(news) };
    });
  }

  remove(ids: readonly string[], read?: DirectRead): Promise<number> {
    return settle(() => {
      const news = this.#directReads.take(ids, (id) => id, read);
      const removed = this.#file.with((table) => table.remove(news));
      this.#index.add({ upserts: [], removed });
      return removed.length;
    });
  }

  get(id: string): Promise<StoredPerson | null> {
    return settle(() => this.#file.with((table) => table.byId(id)));
  }

  async search(query: PeopleQuery): Promise<PeopleMatch> {
    const end = query.offset + query.limit;
    const order = isPlain(query) && this.#index.current === null ? this.#storedOrder() : null;
    if (order !== null) {
      // The first look at the list need not wait for the index, nor share the machine with it.
      this.#readIndexSoon();
      const people = this.#rows(order.subarray(query.offset, end));
      return { matched: order.length, total: order.length, people };
    }
    const index = await this.#index.ready();
    const found = await index.find(query);
    const nos = found.slice(query.offset, end).map((entry) => entry.no);
    return { matched: found.length, total: index.entries.length, people: this.#rows(nos) };
  }

  async countLenses(): Promise<LensCounts> {
    return (await this.#index.ready()).countLenses();
  }

  async facet(field: FacetField, selection: PeopleSelection): Promise<readonly FacetValue[]> {
    const values = (await this.#index.ready()).facet(field, selection).slice(0, mostValues);
    return this.#file.with((table) =>
      values.flatMap(({ no, count }) => {
        const value = table.valueOf(field, no);
        return value === null ? [] : [{ value, count }];
      }),
    );
  }

  async find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null> {
    return placeOfPrefix(await this.#index.ready(), selection, prefix, from);
  }

  async indexOf(selection: PeopleSelection, id: string): Promise<number | null> {
    return placeOfId(await this.#index.ready(), selection, id);
  }

  async idsBetween(selection: PeopleSelection, from: number, to: number): Promise<string[]> {
    const found = await (await this.#index.ready()).find(selection);
    return found.slice(from, to + 1).map((entry) => entry.id);
  }

  async pick(picked: Picked): Promise<readonly StoredPerson[]> {
    const nos = await numbersOf(await this.#index.ready(), picked);
    const people: StoredPerson[] = [];
    for (const piece of inPieces(nos, peopleAtOnce)) {
      people.push(...this.#rows(piece));
      await this.#pause();
    }
    return people;
  }

  ids(): Promise<readonly string[]> {
    return settle(() => this.#file.with((table) => table.ids()));
  }

  async close(): Promise<void> {
    if (this.#file.isClosed) return;
    this.#keepOrder();
    this.#file.close();
    // A page that was being written ends with what it had.
    await this.#inTurn(() => Promise.resolve());
  }

  #write(people: readonly Person[]): number {
    const upserts = this.#file.with((table) => table.upsert(people));
    this.#index.add({ upserts, removed: [] });
    return upserts.length;
  }

  #rows(nos: Iterable<number>): StoredPerson[] {
    const read = (table: PeopleTable): StoredPerson[] =>
      Array.from(nos, (no) => table.byNo(no)).filter(isPresent);
    return this.#file.with(read);
  }

  #storedOrder(): Uint32Array | null {
    return this.#file.with((table) => table.nameOrder.read());
  }

  #readIndexSoon(): void {
    // Where it fails, whoever needs it is told.
    this.#pause()
      .then(() => this.#index.ready())
      .catch(() => undefined);
  }

  async #readIndex(): Promise<PeopleIndex> {
    const pause = async (): Promise<void> => {
      await this.#pause();
      if (this.#file.isClosed) throw new Error('Closed while the index was being read');
    };
    try {
      return await this.#file.read((database, { nameOrder }) =>
        loadIndex(database, nameOrder.read(), pause),
      );
    } catch (error) {
      throw toStorageError(error);
    }
  }

  #keepOrder(): void {
    const index = this.#index.current;
    if (index !== null) this.#file.keepOrder(() => index.entries.map((entry) => entry.no));
  }
}

/** Does the work at once; what it throws becomes a rejection. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(guardStorage(work));
  });
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
