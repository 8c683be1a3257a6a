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
  FileMatch,
  Lookalike,
  LookalikeQuery,
  PageOutcome,
  PeopleMatch,
  StoredPerson,
  UpsertOutcome,
} from '../services/ports/directory-store.ts';
import type { PendingPerson, PhotoMark, SeenPerson } from '../services/ports/pending-people.ts';
import { createSignal } from '../services/signal.ts';
import { inPieces } from './in-pieces.ts';
import { DirectReads } from './direct-reads.ts';
import { type JsonFile, openJsonFile } from './json-file.ts';
import type { IndexEntry } from './index/index-entry.ts';
import { LiveIndex } from './live-index.ts';
import { loadIndex } from './load-index.ts';
import type { PeopleIndex } from './people-index.ts';
import { PeopleFinder } from './people-finder.ts';
import { PeopleFile, type PeopleFileOptions } from './people-file.ts';
import { PendingRows, type RowChanges } from './pending-rows.ts';
import { PhotoMarks } from './photo-marks.ts';
import { guardStorage, settleStorage, toStorageError } from './storage-error.ts';
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

class SqliteDirectoryStore implements DirectoryStore {
  readonly rebuilt = createSignal<null>();
  readonly pendingLost = createSignal<null>();
  readonly #readPage: PageReader;
  readonly #pause: () => Promise<void>;
  readonly #file: PeopleFile;
  /** Outside the database: a refresh that changes nobody writes no row. */
  readonly #refreshedAt: JsonFile<string | null>;
  readonly #index: LiveIndex;
  readonly #finder: PeopleFinder;
  readonly #directReads = new DirectReads();
  readonly #pending = new PendingRows();
  readonly #photoMarks = new PhotoMarks();
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
    this.#finder = new PeopleFinder(this.#file, this.#index, pause);
    this.#file.replaced.subscribe(() => {
      this.#index.clear();
      this.rebuilt.emit(null);
      this.pendingLost.emit(null);
    });
  }

  get isRebuilt(): boolean {
    return this.#file.isRebuilt;
  }

  get refreshedAt(): string | null {
    return this.#refreshedAt.read();
  }

  setRefreshedAt(at: string): Promise<void> {
    return settleStorage(() => {
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
    return settleStorage(() => {
      const news = this.#directReads.take(people, ({ id }) => id, read);
      return { written: this.#write(news) };
    });
  }

  remove(ids: readonly string[], read?: DirectRead): Promise<number> {
    return settleStorage(() => {
      const news = this.#directReads.take(ids, (id) => id, read);
      return this.#change(this.#pending.lose(news)).removed;
    });
  }

  get(id: string): Promise<StoredPerson | null> {
    return settleStorage(() => this.#file.with((table) => table.byId(id)));
  }

  getInAnyCase(id: string): Promise<StoredPerson | null> {
    return settleStorage(() => this.#file.with((table) => table.byIdInAnyCase(id)));
  }

  setPending(people: readonly PendingPerson[], read: DirectRead): Promise<void> {
    return settleStorage(() => {
      const answers = people.flatMap(({ person, isAnswer }) => (isAnswer === true ? [person] : []));
      this.#directReads.take(
        answers.filter((person) => person !== null),
        ({ id }) => id,
        read,
      );
      const changes = this.#pending.set(people);
      this.#change(changes);
      // Also of rows that look as before: that something waits for them may be new.
      this.#flagAnew(changes.show.map(({ id }) => id));
    });
  }

  setPhotoMarks(marks: readonly PhotoMark[]): Promise<void> {
    return settleStorage(() => {
      // Told after every change of fields as well, of which most leave the photo alone.
      const news = this.#photoMarks.set(marks);
      const rowIdOf = ({ personId }: PhotoMark): string | undefined =>
        this.#file.with((table) => table.byIdInAnyCase(personId))?.person.id;
      this.#flagAnew(news.flatMap((mark) => rowIdOf(mark) ?? []));
    });
  }

  seenBehind(id: string): Promise<SeenPerson | null> {
    return settleStorage(() => this.#pending.seen(id));
  }

  lookalikes(query: LookalikeQuery): Promise<readonly Lookalike[]> {
    return this.#finder.lookalikes(query);
  }

  matchPhotos(names: readonly string[]): Promise<readonly FileMatch[]> {
    return this.#finder.matchPhotos(names);
  }

  search(query: PeopleQuery): Promise<PeopleMatch> {
    return this.#finder.search(query);
  }

  countLenses(): Promise<LensCounts> {
    return this.#finder.countLenses();
  }

  facet(field: FacetField, selection: PeopleSelection): Promise<readonly FacetValue[]> {
    return this.#finder.facet(field, selection);
  }

  find(selection: PeopleSelection, prefix: string, from: number): Promise<number | null> {
    return this.#finder.find(selection, prefix, from);
  }

  indexOf(selection: PeopleSelection, id: string): Promise<number | null> {
    return this.#finder.indexOf(selection, id);
  }

  idsBetween(selection: PeopleSelection, from: number, to: number): Promise<string[]> {
    return this.#finder.idsBetween(selection, from, to);
  }

  pick(picked: Picked): Promise<readonly StoredPerson[]> {
    return this.#finder.pick(picked);
  }

  ids(): Promise<readonly string[]> {
    return settleStorage(() => this.#file.with((table) => table.ids()));
  }

  async close(): Promise<void> {
    if (this.#file.isClosed) return;
    this.#keepOrder();
    this.#file.close();
    // A page that was being written ends with what it had.
    await this.#inTurn(() => Promise.resolve());
  }

  #write(people: readonly Person[]): number {
    const { written, removed } = this.#change(this.#pending.see(people));
    return written + removed;
  }

  #change({ show, hide }: RowChanges): { readonly written: number; readonly removed: number } {
    const upserts = this.#file.with((table) => table.upsert(show));
    const removed = hide.length === 0 ? [] : this.#file.with((table) => table.remove(hide));
    this.#index.add({ upserts: this.#flag(upserts), removed });
    return { written: upserts.length, removed: removed.length };
  }

  #flag(entries: readonly IndexEntry[]): readonly IndexEntry[] {
    return this.#photoMarks.flag(this.#pending.flag(entries));
  }

  #flagAnew(rowIds: readonly string[]): void {
    const upserts = this.#file.with((table) => table.entriesOf(rowIds));
    this.#index.add({ upserts: this.#flag(upserts), removed: [] });
  }

  async #readIndex(): Promise<PeopleIndex> {
    const pause = async (): Promise<void> => {
      await this.#pause();
      if (this.#file.isClosed) throw new Error('Closed while the index was being read');
    };
    try {
      return await this.#file.read(async (database, table) => {
        const index = await loadIndex(database, table.nameOrder.read(), pause);
        const upserts = this.#flag(table.entriesOf(this.#pending.rowIds));
        index.apply({ upserts, removed: new Set() });
        return index;
      });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  #keepOrder(): void {
    const index = this.#index.current;
    if (index !== null) this.#file.keepOrder(() => index.entries.map((entry) => entry.no));
  }
}
