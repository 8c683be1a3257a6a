import { type FetchPeoplePage, PagesUnderWay, type WalkedPage } from './pages-under-way.ts';

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

/** Where a walk begins, and the smallest that it goes back to. */
export const smallestPageSize = 100;

/**
 * Walks through everybody in id order, the only order in which the server leaves nobody out. There
 * is no snapshot and no cursor: rows shift while people are added and removed. Pages therefore
 * overlap. A page that shares nobody with those before it may have left a gap, and the walk bridges
 * it with further pages until the chain holds again. Everybody who is there from beginning to end
 * lies between two links of that chain, so nobody is missed; people may be seen more than once.
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
  readonly #pages: PagesUnderWay;
  readonly #smallest: number;
  readonly #seen: Set<string>;
  /** Everybody before this offset has been seen. */
  #reached: number;

  constructor(options: WalkOptions) {
    this.#smallest = options.firstPageSize ?? smallestPageSize;
    this.#seen = new Set(options.resume?.seen);
    this.#reached = options.resume?.skipCount ?? 0;
    this.#pages = new PagesUnderWay({
      fetchPage: options.fetchPage,
      signal: options.signal,
      now: options.now ?? (() => performance.now()),
      concurrency: options.concurrency ?? 4,
      smallestSize: this.#smallest,
      largestSize: options.largestPageSize ?? 1000,
      start: this.#reached,
    });
  }

  stop(): void {
    this.#pages.stop();
  }

  async *run(): AsyncGenerator<PeopleBatch, void> {
    for (;;) {
      const arrived = await this.#pages.arrive();
      if (arrived === null) continue;
      const { page, skipCount, size } = arrived;
      if (!this.#isLinked(page)) yield* this.#bridge(page);
      yield this.#accept(page, skipCount, size);
      if (!page.hasMoreItems) return;
      this.#pages.goOn(this.#reached, page.totalItems);
    }
  }

  #isLinked(page: WalkedPage): boolean {
    if (page.skipCount === 0) return true;
    return page.ids.some((id) => this.#seen.has(id));
  }

  /** Reads backwards from the page until it meets people seen before, then forwards up to it. */
  async *#bridge(page: WalkedPage): AsyncGenerator<PeopleBatch, void> {
    // Where the server caps its pages, a bridge is made of such pages too.
    const { cap } = this.#pages;
    const overlap = Math.min(bridgeOverlap, Math.floor(cap / 2));
    let back = Math.min(this.#smallest, cap - overlap);
    let skipCount = Math.max(0, page.skipCount - back);
    // The limit is for servers that no bridge can satisfy; whoever is missed there for now is
    // found by the next walk, and nobody is removed for having been missed.
    for (let requests = 0; requests < mostBridges; requests += 1) {
      const size = Math.min(back + overlap, this.#pages.cap);
      const filler = await this.#pages.request(skipCount, size);
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
    this.#reached = Math.max(this.#reached, skipCount + Math.min(size, this.#pages.cap));
    return { ids: page.ids, expected: page.totalItems, resumeAt: this.#reached };
  }
}

/** A bridge stands where people come and go right now, so it reaches further. */
const bridgeOverlap = 10;
const mostBridges = 40;
