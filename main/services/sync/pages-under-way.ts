import { toAppError } from '../errors.ts';
import type { Paging } from '../ports/alfresco.ts';

/** What a walk needs to know of a page: who is on it. */
export interface WalkedPage extends Paging {
  readonly ids: readonly string[];
}

/**
 * Fetches one page in id order; rejects with `AppError` once its own retries are used up. Where the
 * answer has arrived and only has to be read and written, `onArrived` tells: the server is free for
 * the next page then.
 */
export type FetchPeoplePage = (
  range: { readonly skipCount: number; readonly maxItems: number },
  signal: AbortSignal,
  onArrived: () => void,
) => Promise<WalkedPage>;

/** A page that has come, with what was asked for. */
export interface ArrivedPage {
  readonly page: WalkedPage;
  readonly skipCount: number;
  readonly size: number;
}

/** How pages are asked for. */
export interface PagesOptions {
  readonly fetchPage: FetchPeoplePage;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** How many pages the server is asked for at once. */
  readonly concurrency: number;
  readonly smallestSize: number;
  readonly largestSize: number;
  /** Where the first page starts. */
  readonly start: number;
}

/** A page under way, or arrived and waiting for its turn. */
interface Planned {
  readonly skipCount: number;
  readonly size: number;
  readonly page: Promise<WalkedPage>;
}

/** How many pages may wait to be read and written, by those that are asked for at once. */
const mostAhead = 2;

/** A server that needs longer than this for a page is asked for smaller ones. */
const comfortablePageMs = 5000;

/**
 * Asks for one page behind the other, each sharing a few rows with the one before, and hands them over
 * in their order. Several are under way at once, since most servers answer slowly but not one at a
 * time, and the next one is asked for as soon as one has arrived. Each page makes the server scan all
 * rows behind it, so pages grow as large as the server bears.
 */
export class PagesUnderWay {
  readonly #options: PagesOptions;
  #largest: number;
  /** Ends the pages under way. */
  #abort = new AbortController();
  #signal: AbortSignal;
  #planned: Planned[] = [];
  /** How many pages the server is being asked for. */
  #open = 0;
  /** Where the next page is to start. */
  #next = 0;
  #size: number;
  /** What the server grants, where it caps the size of pages. */
  #cap = Number.POSITIVE_INFINITY;
  /** How many people the server says it has; null where it does not say, or has not yet. */
  #expected: number | null = null;

  /** Asks for the first page, which tells how many people there are and how fast the server is. */
  constructor(options: PagesOptions) {
    this.#options = options;
    this.#largest = options.largestSize;
    this.#size = options.smallestSize;
    this.#signal = AbortSignal.any([options.signal, this.#abort.signal]);
    this.#plan(Math.max(0, options.start - overlapOf(this.#size)), this.#size);
  }

  /** The largest page that the server grants, as far as is known. */
  get cap(): number {
    return this.#cap;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#abort.abort();
    this.#planned = [];
  }

  /** The next page in order; null where the server was too slow and smaller pages are under way. */
  async arrive(): Promise<ArrivedPage | null> {
    const [planned] = this.#planned;
    if (planned === undefined) throw new Error('A walk always has a page under way');
    const { skipCount, size } = planned;
    const startedAt = this.#options.now();
    try {
      const page = await planned.page;
      this.#planned.shift();
      if (this.#planned.length === 0) this.#adapt(this.#options.now() - startedAt, size);
      return { page, skipCount, size };
    } catch (error) {
      const { smallestSize, signal } = this.#options;
      if (toAppError(error).data.code !== 'timeout' || size <= smallestSize) throw error;
      // The pages behind it are as large, and would be asked for twice.
      this.stop();
      this.#abort = new AbortController();
      this.#signal = AbortSignal.any([signal, this.#abort.signal]);
      this.#size = Math.max(smallestSize, Math.ceil(size / 4));
      // Not again in this walk: each try at it costs a whole time limit.
      this.#largest = this.#size;
      this.#plan(skipCount, this.#size);
      return null;
    }
  }

  /** Goes on behind all that has been seen, with as many pages as allowed. */
  goOn(reached: number, expected: number | null): void {
    this.#expected = expected;
    if (this.#planned.length === 0) {
      const size = Math.min(this.#size, this.#cap);
      this.#plan(Math.max(0, reached - overlapOf(size)), size);
    }
    this.#fill();
  }

  /** Asks for a page out of turn. */
  async request(skipCount: number, maxItems: number): Promise<WalkedPage> {
    const signal = this.#signal;
    let isOpen = true;
    const arrive = (): void => {
      if (isOpen) this.#open -= 1;
      isOpen = false;
    };
    this.#open += 1;
    try {
      const page = await this.#options.fetchPage({ skipCount, maxItems }, signal, () => {
        arrive();
        if (!signal.aborted) this.#fill();
      });
      if (page.maxItems < maxItems) this.#cap = Math.max(2, page.maxItems);
      return page;
    } finally {
      arrive();
    }
  }

  #adapt(tookMs: number, size: number): void {
    const rowsInComfort = (size * comfortablePageMs) / Math.max(1, tookMs);
    const { smallestSize } = this.#options;
    const wanted = Math.min(this.#largest, Math.max(smallestSize, Math.floor(rowsInComfort)));
    // Up at once, since small pages cost the server most; down by the time limit only.
    this.#size = Math.max(this.#size, wanted);
  }

  /** Keeps as many pages under way as allowed, but none past what the server says it has. */
  #fill(): void {
    // Before the first page nothing is known, and where none is planned, not where to go on.
    if (this.#expected === null || this.#planned.length === 0) return;
    const { concurrency } = this.#options;
    const size = Math.min(this.#size, this.#cap);
    const overlap = overlapOf(size);
    while (
      this.#open < concurrency &&
      this.#planned.length < mostAhead * concurrency &&
      this.#next + overlap < this.#expected
    ) {
      this.#plan(this.#next, size);
    }
  }

  #plan(skipCount: number, size: number): void {
    const page = this.request(skipCount, size);
    // It is awaited in its turn; until then a rejection must not count as unhandled.
    page.catch(() => undefined);
    this.#planned.push({ skipCount, size, page });
    this.#next = skipCount + Math.max(1, size - overlapOf(size));
  }
}

/** How many rows a page shares with the one before: enough for the usual coming and going. */
function overlapOf(size: number): number {
  return Math.min(5, Math.max(1, Math.ceil(size / 200)));
}
