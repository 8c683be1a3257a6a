import type {
  FacetValue,
  LensCounts,
  PeopleQuery,
  PeopleSelection,
  Picked,
} from '../../preload/model/people-query.ts';
import type {
  DirectoryStore,
  FacetField,
  FileMatch,
  ListedPerson,
  Lookalike,
  LookalikeQuery,
  PeopleMatch,
  StoredPerson,
} from '../services/ports/directory-store.ts';
import { facetValues } from './facet-values.ts';
import { inPieces } from './in-pieces.ts';
import { isEverybody } from './index/selection-hits.ts';
import type { LiveIndex } from './live-index.ts';
import { findLookalikes } from './lookalikes.ts';
import type { PeopleFile } from './people-file.ts';
import type { PeopleTable } from './people-table.ts';
import { findPhotoMatches } from './photo-matches.ts';
import { numbersOf, placeOfId, placeOfPrefix } from './places.ts';

/** The questions about the people in the cache that change nothing. */
type Questions = Pick<
  DirectoryStore,
  | 'lookalikes'
  | 'matchPhotos'
  | 'search'
  | 'countLenses'
  | 'facet'
  | 'find'
  | 'indexOf'
  | 'idsBetween'
  | 'pick'
>;

/** So few that whoever asks for rows meanwhile does not notice. */
const peopleAtOnce = 100;

/**
 * Answers questions about the people in the cache: who it is comes from the index, what there is of
 * them from the file.
 */
export class PeopleFinder implements Questions {
  readonly #file: PeopleFile;
  readonly #index: LiveIndex;
  readonly #pause: () => Promise<void>;

  constructor(file: PeopleFile, index: LiveIndex, pause: () => Promise<void>) {
    this.#file = file;
    this.#index = index;
    this.#pause = pause;
  }

  lookalikes(query: LookalikeQuery): Promise<readonly Lookalike[]> {
    return findLookalikes(query, {
      index: () => this.#index.ready(),
      rows: (nos) => this.#rows(nos),
      pause: this.#pause,
    });
  }

  matchPhotos(names: readonly string[]): Promise<readonly FileMatch[]> {
    return findPhotoMatches(names, {
      namedAfter: (no) => this.#file.with((table) => table.namedAfter(no)),
      listed: (no) => this.#file.with((table) => table.listed(no)),
      pause: this.#pause,
    });
  }

  async search(query: PeopleQuery): Promise<PeopleMatch> {
    const end = query.offset + query.limit;
    const order = isPlain(query) && this.#index.current === null ? this.#storedOrder() : null;
    if (order !== null) {
      // The first look at the list need not wait for the index, nor share the machine with it.
      this.#readIndexSoon();
      const people = this.#listed(order.subarray(query.offset, end));
      return { matched: order.length, total: order.length, people };
    }
    const index = await this.#index.ready();
    const found = await index.find(query);
    const nos = found.slice(query.offset, end).map((entry) => entry.no);
    return { matched: found.length, total: index.entries.length, people: this.#listed(nos) };
  }

  async countLenses(): Promise<LensCounts> {
    return (await this.#index.ready()).countLenses();
  }

  async facet(field: FacetField, selection: PeopleSelection): Promise<readonly FacetValue[]> {
    const index = await this.#index.ready();
    return this.#file.with((table) => facetValues(index, table, field, selection));
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

  #rows(nos: Iterable<number>): StoredPerson[] {
    const read = (table: PeopleTable): StoredPerson[] =>
      Array.from(nos, (no) => table.byNo(no)).filter((person) => person !== null);
    return this.#file.with(read);
  }

  #listed(nos: Iterable<number>): ListedPerson[] {
    const read = (table: PeopleTable): ListedPerson[] =>
      Array.from(nos, (no) => table.listed(no)).filter((person) => person !== null);
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
}

/** Whether a query asks for everybody in name order, which is stored. */
function isPlain(query: PeopleQuery): boolean {
  return isEverybody(query) && query.sort.by === 'name' && !query.sort.isDescending;
}
