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

/** The people of a page with how far the walk is. */
export interface PeopleBatch {
  readonly ids: readonly string[];
  /** How many people the server says it has; null where it does not say. */
  readonly expected: number | null;
  /** Where a later walk can go on: everybody before this offset has been seen. */
  readonly resumeAt: number;
}

/** Tuning of a walk; the defaults are kind to the server and fast. */
export interface WalkOptions {
  readonly fetchPage: FetchPeoplePage;
  readonly signal: AbortSignal;
  /** Ids seen by an earlier, interrupted walk, and the offset it had reached. */
  readonly resume?: { readonly skipCount: number; readonly seen: Iterable<string> };
  readonly now?: () => number;
  /** How many pages the server is asked for at once. */
  readonly concurrency?: number;
  readonly firstPageSize?: number;
  readonly largestPageSize?: number;
}

/** A page under way, or arrived and waiting for its turn. */
interface Planned {
  readonly skipCount: number;
  readonly size: number;
  readonly page: Promise<WalkedPage>;
}

/** Where a walk begins, and the smallest that it goes back to. */
export const smallestPageSize = 100;

/** How many pages may wait to be read and written, by those that are asked for at once. */
const mostAhead = 2;

/** A server that needs longer than this for a page is asked for smaller ones. */
const comfortablePageMs = 5000;

/**
 * Walks through everybody in id order, the only order in which the server leaves nobody out. There
 * is no snapshot and no cursor: rows shift while people are added and removed. Pages therefore
 * overlap. A page that shares nobody with those before it may have left a gap, and the walk bridges
 * it with further pages until the chain holds again. Everybody who is there from beginning to end
 * lies between two links of that chain, so nobody is missed; people may be seen more than once.
 *
 * Several pages are under way at once, since most servers answer slowly but not one at a time, and
 * the next one is asked for as soon as one has arrived. Each page makes the server scan all rows
 * behind it, so pages grow as large as the server bears.
 */
export async function* walkPeople(options: WalkOptions): AsyncGenerator<PeopleBatch, void> {
  const walk = new PageWalk(options);
  try {
    yield* walk.run();
  } finally {
    walk.stop();
  }
}

class PageWalk {
  readonly #fetchPage: FetchPeoplePage;
  readonly #now: () => number;
  readonly #concurrency: number;
  readonly #smallest: number;
  #largest: number;
  readonly #callersSignal: AbortSignal;
  /** Ends the pages under way. */
  #abort = new AbortController();
  #signal: AbortSignal;
  readonly #seen: Set<string>;
  #planned: Planned[] = [];
  /** How many pages the server is being asked for. */
  #open = 0;
  /** Everybody before this offset has been seen. */
  #reached: number;
  /** Where the next page is to start. */
  #next: number;
  #size: number;
  /** What the server grants, where it caps the size of pages. */
  #cap = Number.POSITIVE_INFINITY;
  #expected: number | null = null;

  constructor(options: WalkOptions) {
    this.#fetchPage = options.fetchPage;
    this.#now = options.now ?? (() => performance.now());
    this.#concurrency = options.concurrency ?? 4;
    this.#smallest = options.firstPageSize ?? smallestPageSize;
    this.#largest = options.largestPageSize ?? 1000;
    this.#size = this.#smallest;
    this.#callersSignal = options.signal;
    this.#signal = AbortSignal.any([options.signal, this.#abort.signal]);
    this.#seen = new Set(options.resume?.seen);
    this.#reached = options.resume?.skipCount ?? 0;
    this.#next = Math.max(0, this.#reached - overlapOf(this.#size));
  }

  /** Ends what is under way. */
  stop(): void {
    this.#abort.abort();
    this.#planned = [];
  }

  async *run(): AsyncGenerator<PeopleBatch, void> {
    // The first page tells how many people there are and how fast the server is.
    this.#plan(this.#next, this.#size);
    for (;;) {
      const arrived = await this.#arrive();
      if (arrived === null) continue;
      const { page, skipCount, size } = arrived;
      if (!this.#isLinked(page)) yield* this.#bridge(page);
      yield this.#accept(page, skipCount, size);
      if (!page.hasMoreItems) return;
      if (this.#planned.length === 0) this.#planOn();
      this.#fill();
    }
  }

  /** The next page in order; null where the server was too slow and smaller pages are planned. */
  async #arrive(): Promise<{ page: WalkedPage; skipCount: number; size: number } | null> {
    const [planned] = this.#planned;
    if (planned === undefined) throw new Error('A walk always has a page under way');
    const startedAt = this.#now();
    try {
      const page = await planned.page;
      this.#planned.shift();
      if (this.#planned.length === 0) this.#adapt(this.#now() - startedAt, planned.size);
      return { page, skipCount: planned.skipCount, size: planned.size };
    } catch (error) {
      if (toAppError(error).data.code !== 'timeout' || planned.size <= this.#smallest) throw error;
      // The pages behind it are as large, and would be asked for twice.
      this.stop();
      this.#abort = new AbortController();
      this.#signal = AbortSignal.any([this.#callersSignal, this.#abort.signal]);
      this.#size = Math.max(this.#smallest, Math.ceil(planned.size / 4));
      // Not again in this walk: each try at it costs a whole time limit.
      this.#largest = this.#size;
      this.#plan(planned.skipCount, this.#size);
      return null;
    }
  }

  #adapt(tookMs: number, size: number): void {
    const rowsInComfort = (size * comfortablePageMs) / Math.max(1, tookMs);
    const wanted = Math.min(this.#largest, Math.max(this.#smallest, Math.floor(rowsInComfort)));
    // Up at once, since small pages cost the server most; down by the time limit only.
    this.#size = Math.max(this.#size, wanted);
  }

  #isLinked(page: WalkedPage): boolean {
    if (page.skipCount === 0) return true;
    return page.ids.some((id) => this.#seen.has(id));
  }

  /** Reads backwards from the page until it meets people seen before, then forwards up to it. */
  async *#bridge(page: WalkedPage): AsyncGenerator<PeopleBatch, void> {
    // Where the server caps its pages, a bridge is made of such pages too.
    const overlap = Math.min(bridgeOverlap, Math.floor(this.#cap / 2));
    let back = Math.min(this.#smallest, this.#cap - overlap);
    let skipCount = Math.max(0, page.skipCount - back);
    // The limit is for servers that no bridge can satisfy; whoever is missed there for now is
    // found by the next walk, and nobody is removed for having been missed.
    for (let requests = 0; requests < mostBridges; requests += 1) {
      const size = Math.min(back + overlap, this.#cap);
      const filler = await this.#request(skipCount, size);
      if (!this.#isLinked(filler)) {
        back *= 2;
        skipCount = Math.max(0, skipCount - back);
        continue;
      }
      yield this.#accept(filler, skipCount, size);
      const isPast = filler.skipCount + size > page.skipCount + page.ids.length;
      if (!filler.hasMoreItems || isPast || this.#isLinked(page)) return;
      skipCount += size - overlap;
    }
  }

  #accept(page: WalkedPage, skipCount: number, size: number): PeopleBatch {
    for (const id of page.ids) this.#seen.add(id);
    // Not by the number of rows in the page: a page may hold fewer rows than it spans.
    this.#reached = Math.max(this.#reached, skipCount + Math.min(size, this.#cap));
    this.#expected = page.totalItems;
    return { ids: page.ids, expected: page.totalItems, resumeAt: this.#reached };
  }

  /** Goes on behind all that has been seen. */
  #planOn(): void {
    const size = Math.min(this.#size, this.#cap);
    this.#plan(Math.max(0, this.#reached - overlapOf(size)), size);
  }

  /** Keeps as many pages under way as allowed, but none past what the server says it has. */
  #fill(): void {
    // Before the first page nothing is known, and where none is planned, not where to go on.
    if (this.#expected === null || this.#planned.length === 0) return;
    const size = Math.min(this.#size, this.#cap);
    const overlap = overlapOf(size);
    while (
      this.#open < this.#concurrency &&
      this.#planned.length < mostAhead * this.#concurrency &&
      this.#next + overlap < this.#expected
    ) {
      this.#plan(this.#next, size);
    }
  }

  #plan(skipCount: number, size: number): void {
    const page = this.#request(skipCount, size);
    // It is awaited in its turn; until then a rejection must not count as unhandled.
    page.catch(() => undefined);
    this.#planned.push({ skipCount, size, page });
    this.#next = skipCount + Math.max(1, size - overlapOf(size));
  }

  async #request(skipCount: number, maxItems: number): Promise<WalkedPage> {
    const signal = this.#signal;
    let isOpen = true;
    const arrive = (): void => {
      if (isOpen) this.#open -= 1;
      isOpen = false;
    };
    this.#open += 1;
    try {
      const page = await this.#fetchPage({ skipCount, maxItems }, signal, () => {
        arrive();
        if (!signal.aborted) this.#fill();
      });
      if (page.maxItems < maxItems) this.#cap = Math.max(2, page.maxItems);
      return page;
    } finally {
      arrive();
    }
  }
}

/** A bridge stands where people come and go right now, so it reaches further. */
const bridgeOverlap = 10;
const mostBridges = 40;

/** How many rows a page shares with the one before: enough for the usual coming and going. */
function overlapOf(size: number): number {
  return Math.min(5, Math.max(1, Math.ceil(size / 200)));
}
