import { LruMap } from '../services/lru-map.ts';
import type { DirectRead, Moment } from '../services/moments.ts';

/** Far more than are read alone while one page is under way. */
const mostRemembered = 10_000;

/** Remembers when people were read alone, since what was asked for before that may be older. */
export class DirectReads {
  readonly #answeredAt = new LruMap<string, Moment>(mostRemembered);

  /** Whether what was asked for at that moment says nothing new of the person. */
  isOutdated(id: string, askedAt: Moment): boolean {
    return askedAt < (this.#answeredAt.get(id) ?? askedAt);
  }

  /** Of these, the ones whom the answer is still news of; they count as read alone from now on. */
  take<T>(
    items: readonly T[],
    idOf: (item: T) => string,
    read: DirectRead | undefined,
  ): readonly T[] {
    if (read === undefined) return items;
    const news = items.filter((item) => !this.isOutdated(idOf(item), read.askedAt));
    for (const item of news) this.#answeredAt.set(idOf(item), read.answeredAt);
    return news;
  }
}
