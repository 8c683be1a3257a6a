import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { PeopleQuery, PeopleWindow } from '../../preload/model/people-query.ts';
import type { PersonRow } from '../../preload/model/person.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

/** What the list is asked to show, whatever part of it is visible. */
export type PeopleFilter = Omit<PeopleQuery, 'offset' | 'limit'>;

/** Rows are asked for and kept in blocks of this many; one message carries at most 200. */
export const blockSize = 100;

/** Blocks kept; beyond them, the ones farthest from the visible rows are forgotten. */
const maximumBlocks = 12;

interface Blocks {
  readonly first: number;
  readonly last: number;
}

/** What is painted: always the answers to one filter, never a mixture. */
interface Result {
  readonly filter: PeopleFilter;
  readonly matched: number;
  readonly total: number;
  readonly blocks: ReadonlyMap<number, readonly PersonRow[]>;
}

/** The list of people: a filter, the number found, and the rows around what is visible. */
export class PeopleList {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #filter = $state.raw<PeopleFilter>({ text: '' });
  #result = $state.raw<Result | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #visible: Blocks = { first: 0, last: 0 };
  /** Counts the reads of whole results; answers that belong to an earlier one are dropped. */
  #sequence = 0;
  #isReading = false;
  #isOutdated = false;
  readonly #blocksUnderWay = new Set<number>();

  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** What stands in the search box. */
  get text(): string {
    return this.#filter.text;
  }

  /** The filter of the rows that are painted; it trails `text` until the answer is there. */
  get shown(): PeopleFilter | null {
    return this.#result?.filter ?? null;
  }

  /** False until the first answer. */
  get isKnown(): boolean {
    return this.#result !== null;
  }

  get matched(): number {
    return this.#result?.matched ?? 0;
  }

  get total(): number {
    return this.#result?.total ?? 0;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** The row at a place of the result; undefined while it is on its way. */
  rowAt(index: number): PersonRow | undefined {
    return this.#result?.blocks.get(Math.floor(index / blockSize))?.[index % blockSize];
  }

  /** The place of a person among the rows at hand; null where they are not among them. */
  indexOf(id: string): number | null {
    for (const [block, rows] of this.#result?.blocks ?? []) {
      const place = rows.findIndex((row) => row.id === id);
      if (place >= 0) return block * blockSize + place;
    }
    return null;
  }

  /** Reads the first rows, and follows changes of the cache; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('people:changed', () => this.#refreshRows());
    void this.#read();
    return () => {
      stop();
      this.#sequence += 1;
    };
  }

  search(text: string): void {
    this.#filter = { ...this.#filter, text };
    this.#visible = { first: 0, last: 0 };
    void this.#read();
  }

  retry(): void {
    void this.#read();
  }

  /** Says which rows are visible, so that they are fetched where they are missing. */
  show(firstIndex: number, lastIndex: number): void {
    const result = this.#result;
    if (result === null || result.filter !== this.#filter) return;
    this.#visible = {
      first: Math.floor(firstIndex / blockSize),
      last: Math.floor(Math.max(firstIndex, lastIndex) / blockSize),
    };
    for (let block = this.#visible.first; block <= this.#visible.last; block += 1) {
      if (!result.blocks.has(block) && !this.#blocksUnderWay.has(block)) void this.#add(block);
    }
  }

  #refreshRows(): void {
    // During a refresh, news can come faster than answers. Reading again only after the answer is
    // painted keeps the list moving; dropping the answer would starve it.
    if (this.#isReading) this.#isOutdated = true;
    else void this.#read();
  }

  /** Reads the visible blocks anew and paints them all at once, in place of what was there. */
  async #read(): Promise<void> {
    const sequence = ++this.#sequence;
    const filter = this.#filter;
    const { first, last } = this.#visible;
    this.#isReading = true;
    this.#isOutdated = false;
    this.#blocksUnderWay.clear();
    try {
      const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
      const windows = await Promise.all(numbers.map((block) => this.#fetch(filter, block)));
      const newest = windows.at(-1);
      if (sequence !== this.#sequence || newest === undefined) return;
      const blocks = new Map(windows.map(({ rows }, place) => [first + place, rows]));
      this.#result = { filter, matched: newest.matched, total: newest.total, blocks };
      this.#failure = null;
    } catch (error) {
      if (sequence === this.#sequence) this.#failure = failureOf(error, this.#unexpected);
    }
    if (sequence !== this.#sequence) return;
    this.#isReading = false;
    if (this.#isOutdated) void this.#read();
  }

  /** Fetches one more block of the result that is painted. */
  async #add(block: number): Promise<void> {
    const sequence = this.#sequence;
    this.#blocksUnderWay.add(block);
    try {
      const { rows, matched, total } = await this.#fetch(this.#filter, block);
      if (sequence !== this.#sequence || this.#result === null) return;
      const blocks = this.#nearest(new Map(this.#result.blocks).set(block, rows));
      this.#result = { ...this.#result, matched, total, blocks };
    } catch (error) {
      if (sequence === this.#sequence) this.#failure = failureOf(error, this.#unexpected);
    } finally {
      if (sequence === this.#sequence) this.#blocksUnderWay.delete(block);
    }
  }

  #fetch(filter: PeopleFilter, block: number): Promise<PeopleWindow> {
    return this.#client.people.window({ ...filter, offset: block * blockSize, limit: blockSize });
  }

  #nearest(blocks: Map<number, readonly PersonRow[]>): Map<number, readonly PersonRow[]> {
    const middle = (this.#visible.first + this.#visible.last) / 2;
    const farthestFirst = [...blocks.keys()].sort(
      (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
    );
    for (const block of farthestFirst.slice(0, Math.max(0, blocks.size - maximumBlocks))) {
      blocks.delete(block);
    }
    return blocks;
  }
}
