import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { PeopleSelection, PeopleWindow } from '../../preload/model/people-query.ts';
import type { PersonRow } from '../../preload/model/person.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { parseSearch, type SearchTerm } from '../../preload/rules/search-terms.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import { Pace } from './pace.ts';
import { isNarrowed } from './people-selection.ts';
import { blocksBetween, RowBlocks, type RowWindow, windowsOf } from './row-blocks.ts';

/** A reading that has been painted. */
export interface Arrival {
  /** The list that it belongs to. */
  readonly selection: PeopleSelection;
  /** By how many places the first visible row has moved since the reading before, same list. */
  readonly shift: number;
}

/** What is painted: always the answers to one selection, never a mixture. */
interface Result {
  readonly arrival: Arrival;
  readonly matched: number;
  readonly total: number;
  readonly rows: RowBlocks;
}

/** The rows in sight and around it. */
export interface VisibleRows {
  readonly first: number;
  readonly last: number;
  /** The row at the upper edge, which is to stay there; null at the top of the list. */
  readonly anchor: number | null;
}

/** The list of people: a selection, the number found, and the rows around what is visible. */
export class PeopleList {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  readonly #pace = new Pace();
  #selection = $state.raw<PeopleSelection>(everybody);
  #lensId = $state.raw<string | null>(null);
  #result = $state.raw<Result | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  readonly #terms = $derived(parseSearch(this.#result?.arrival.selection.text ?? ''));
  #visible: VisibleRows = { first: 0, last: 0, anchor: null };
  /** Counts the reads of whole results; answers that belong to an earlier one are dropped. */
  #sequence = 0;
  #isReading = false;
  #isOutdated = false;
  #blocksUnderWay: readonly number[] = [];

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string, sort: PeopleSelection['sort']) {
    this.#client = client;
    this.#unexpected = unexpected;
    this.#selection = { ...everybody, sort };
  }

  /** What is asked for; the rows that are painted trail it until the answer is there. */
  get selection(): PeopleSelection {
    return this.#selection;
  }

  /** The saved lens that the selection began with, whatever of it has been changed since. */
  get lensId(): string | null {
    return this.#lensId;
  }

  /** The selection of the rows that are painted. */
  get shown(): PeopleSelection | null {
    return this.#result?.arrival.selection ?? null;
  }

  /** The latest reading painted; another object with each. */
  get arrival(): Arrival | null {
    return this.#result?.arrival ?? null;
  }

  /** What the painted rows were searched for. */
  get terms(): readonly SearchTerm[] {
    return this.#terms;
  }

  /** False until the first answer. */
  get isKnown(): boolean {
    return this.#result !== null;
  }

  /** People in the selection. */
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

  /** The place of the next person whose name begins so, from a place on and going round. */
  async find(prefix: string, from: number): Promise<number | null> {
    const selection = this.shown ?? this.#selection;
    return await this.#client.people.find({ selection, prefix, from });
  }

  /** The ids at the places from one to another, both included. */
  async idsBetween(from: number, to: number): Promise<readonly string[]> {
    const atHand: string[] = [];
    for (let index = from; index <= to; index += 1) {
      const row = this.rowAt(index);
      if (row === undefined) break;
      atHand.push(row.id);
    }
    if (atHand.length === to - from + 1) return atHand;
    return await this.#client.people.ids({ selection: this.shown ?? this.#selection, from, to });
  }

  /** Reads the first rows and follows changes of the cache; the function returned ends that. */
  follow(): () => void {
    const stop = this.#client.on('people:changed', () => this.#catchUp());
    void this.#read();
    return () => {
      stop();
      this.#pace.stop();
      this.#sequence += 1;
    };
  }

  /** Asks for other people, or for the same in another order; begins at the top. */
  choose(change: Partial<PeopleSelection>, lensId = this.#lensId): void {
    this.#selection = { ...this.#selection, ...change };
    // Who sees everybody has left the lens.
    this.#lensId = isNarrowed(this.#selection) ? lensId : null;
    const { first, last } = this.#visible;
    this.#visible = { first: 0, last: last - first, anchor: null };
    void this.#read();
  }

  /** Says that the selection is a saved lens by now. */
  beginWith(lensId: string): void {
    this.#lensId = lensId;
  }

  retry(): void {
    void this.#read();
  }

  /** Says which rows are visible, so that they are fetched where they are missing. */
  show(visible: VisibleRows): void {
    // While another list's answer is on its way, more of the old one is of no use.
    if (this.#result?.arrival.selection !== this.#selection) return;
    this.#visible = visible;
    if (this.#missingBlocks().length > 0) this.#pace.run(() => this.#fillGaps());
    else this.#pace.stop();
  }

  #missingBlocks(): number[] {
    const rows = this.#result?.rows;
    if (rows === undefined) return [];
    const { first, last } = this.#visible;
    return blocksBetween(first, last).filter(
      (block) => !rows.has(block) && !this.#blocksUnderWay.includes(block),
    );
  }

  #fillGaps(): void {
    if (this.#result?.arrival.selection !== this.#selection) return;
    for (const window of windowsOf(this.#missingBlocks())) void this.#add(window);
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
      const result = await this.#fetchResult(this.#selection);
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

  async #fetchResult(selection: PeopleSelection): Promise<Result> {
    const shift = await this.#findShift(selection);
    const first = Math.max(0, this.#visible.first + shift);
    const last = Math.max(first, this.#visible.last + shift);
    const windows = await Promise.all(
      windowsOf(blocksBetween(first, last)).map(
        async (window) => [window, await this.#fetch(selection, window)] as const,
      ),
    );
    const rows = windows.reduce(
      (blocks, [window, answer]) => blocks.with(window, answer.rows),
      new RowBlocks(),
    );
    const [, newest] = windows.at(-1) ?? [];
    const { matched = 0, total = 0 } = newest ?? {};
    return { arrival: { selection, shift }, matched, total, rows };
  }

  /** Where the list changes above what is visible, the visible rows move along with their people. */
  async #findShift(selection: PeopleSelection): Promise<number> {
    const { anchor } = this.#visible;
    const id = anchor === null ? undefined : this.rowAt(anchor)?.id;
    if (anchor === null || id === undefined || this.shown !== selection) return 0;
    const place = await this.#client.people.indexOf({ selection, id });
    return place === null ? 0 : place - anchor;
  }

  /** Fetches some more rows of the result that is painted. */
  async #add(window: RowWindow): Promise<void> {
    const sequence = this.#sequence;
    const blocks = blocksBetween(window.offset, window.offset + window.limit - 1);
    this.#blocksUnderWay = [...this.#blocksUnderWay, ...blocks];
    try {
      const { rows, matched, total } = await this.#fetch(this.#selection, window);
      if (sequence !== this.#sequence || this.#result === null) return;
      const { arrival, rows: former } = this.#result;
      this.#result = { arrival, matched, total, rows: former.with(window, rows) };
    } catch (error) {
      if (sequence !== this.#sequence) return;
      this.#failure = failureOf(error, this.#unexpected);
    }
    this.#blocksUnderWay = this.#blocksUnderWay.filter((block) => !blocks.includes(block));
  }

  #fetch(selection: PeopleSelection, window: RowWindow): Promise<PeopleWindow> {
    return this.#client.people.window({ ...selection, ...window });
  }
}
