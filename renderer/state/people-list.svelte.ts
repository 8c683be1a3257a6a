import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { PeopleQuery, PeopleWindow } from '../../preload/model/people-query.ts';
import type { PersonRow } from '../../preload/model/person.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import { blockOf, blockSize, RowBlocks } from './row-blocks.ts';

/** What the list is asked to show, whatever part of it is visible. */
export type PeopleFilter = Omit<PeopleQuery, 'offset' | 'limit'>;

/** What is painted: always the answers to one filter, never a mixture. */
interface Result {
  readonly filter: PeopleFilter;
  readonly matched: number;
  readonly total: number;
  readonly rows: RowBlocks;
}

/** The list of people: a filter, the number found, and the rows around what is visible. */
export class PeopleList {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #filter = $state.raw<PeopleFilter>(everybody);
  #result = $state.raw<Result | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #visible: readonly number[] = [0];
  /** Counts the reads of whole results; answers that belong to an earlier one are dropped. */
  #sequence = 0;
  #isReading = false;
  #isOutdated = false;
  #blocksUnderWay: readonly number[] = [];

  /** @param unexpected the sentence for a failure that main did not explain */
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

  /** People that the filter lets through. */
  get matched(): number {
    return this.#result?.matched ?? 0;
  }

  /** People in the directory. */
  get total(): number {
    return this.#result?.total ?? 0;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** The row at a place of the result; undefined while it is on its way. */
  rowAt(index: number): PersonRow | undefined {
    return this.#result?.rows.rowAt(index);
  }

  /** The place of a person among the rows at hand; null where they are not among them. */
  indexOf(id: string): number | null {
    return this.#result?.rows.indexOf(id) ?? null;
  }

  /** Reads the first rows and follows changes of the cache; the function returned ends that. */
  follow(): () => void {
    const stop = this.#client.on('people:changed', () => this.#catchUp());
    void this.#read();
    return () => {
      stop();
      this.#sequence += 1;
    };
  }

  search(text: string): void {
    this.#filter = { ...this.#filter, text };
    this.#visible = [0];
    void this.#read();
  }

  retry(): void {
    void this.#read();
  }

  /** Says which rows are visible, so that they are fetched where they are missing. */
  show(firstIndex: number, lastIndex: number): void {
    const result = this.#result;
    // While another filter's answer is on its way, more of the old one is of no use.
    if (result?.filter !== this.#filter) return;
    const first = blockOf(firstIndex);
    const count = blockOf(Math.max(firstIndex, lastIndex)) - first + 1;
    this.#visible = Array.from({ length: count }, (_, place) => first + place);
    for (const block of this.#visible) {
      if (!result.rows.has(block) && !this.#blocksUnderWay.includes(block)) void this.#add(block);
    }
  }

  #catchUp(): void {
    // During a refresh, news can come faster than answers. Reading again only after the answer is
    // painted keeps the list moving; dropping the answer would starve it.
    if (this.#isReading) this.#isOutdated = true;
    else void this.#read();
  }

  /** Reads the visible blocks anew and paints them all at once, in place of what was there. */
  async #read(): Promise<void> {
    const sequence = ++this.#sequence;
    this.#isReading = true;
    this.#isOutdated = false;
    this.#blocksUnderWay = [];
    try {
      const result = await this.#fetchResult(this.#filter, this.#visible);
      if (sequence !== this.#sequence) return;
      this.#result = result;
      this.#failure = null;
    } catch (error) {
      if (sequence !== this.#sequence) return;
      this.#failure = failureOf(error, this.#unexpected);
    }
    this.#finishReading();
  }

  #finishReading(): void {
    this.#isReading = false;
    if (this.#isOutdated) void this.#read();
  }

  async #fetchResult(filter: PeopleFilter, blocks: readonly number[]): Promise<Result> {
    const windows = await Promise.all(
      blocks.map(async (block) => [block, await this.#fetch(filter, block)] as const),
    );
    const rows = new RowBlocks(windows.map(([block, window]) => [block, window.rows]));
    const [, newest] = windows.at(-1) ?? [];
    return { filter, matched: newest?.matched ?? 0, total: newest?.total ?? 0, rows };
  }

  /** Fetches one more block of the result that is painted. */
  async #add(block: number): Promise<void> {
    const sequence = this.#sequence;
    this.#blocksUnderWay = [...this.#blocksUnderWay, block];
    try {
      const { rows, matched, total } = await this.#fetch(this.#filter, block);
      if (sequence !== this.#sequence || this.#result === null) return;
      this.#result = { ...this.#result, matched, total, rows: this.#result.rows.with(block, rows) };
    } catch (error) {
      if (sequence !== this.#sequence) return;
      this.#failure = failureOf(error, this.#unexpected);
    }
    this.#blocksUnderWay = this.#blocksUnderWay.filter((other) => other !== block);
  }

  #fetch(filter: PeopleFilter, block: number): Promise<PeopleWindow> {
    return this.#client.people.window({ ...filter, offset: block * blockSize, limit: blockSize });
  }
}
