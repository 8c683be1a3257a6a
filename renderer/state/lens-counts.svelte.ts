import type { FacetValue, LensCounts, PeopleSelection } from '../../preload/model/people-query.ts';
import type { RollcallClient } from '../bridge.ts';

/** The fields whose values the list can be narrowed to. */
export type FacetField = 'organization' | 'location';

const gapMs = 1000;

/** How many people each lens would show. */
export class LensCountsState {
  readonly #client: RollcallClient;
  #counts = $state.raw<LensCounts | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  /** Null until they are known. */
  get counts(): LensCounts | null {
    return this.#counts;
  }

  /** Reads the counts and follows changes of the cache; the function returned ends that. */
  follow(): () => void {
    const stopChanges = this.#client.on('people:changed', () => this.#readSoon());
    // Everybody is there now: numbers that belie the list beside them look like a mistake.
    const stopRefresh = this.#client.on('refresh:progress', ({ phase }) => {
      if (phase === 'idle') this.#readNow();
    });
    void this.#read();
    return () => {
      stopChanges();
      stopRefresh();
      this.#isStopped = true;
      clearTimeout(this.#timer);
    };
  }

  /**
   * The values that a field has among the people of a selection, whatever the field is narrowed to;
   * with their numbers of people, the most frequent first.
   */
  async facet(field: FacetField, selection: PeopleSelection): Promise<readonly FacetValue[]> {
    return await this.#client.people.facet({ field, selection: { ...selection, [field]: null } });
  }

  /** During a refresh, the numbers need not follow every page. */
  #readSoon(): void {
    this.#timer ??= setTimeout(() => void this.#read(), gapMs);
  }

  #readNow(): void {
    clearTimeout(this.#timer);
    void this.#read();
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    // Numbers beside the lenses are not worth an error of their own: the list tells it.
    const counts = await this.#client.people.lenses(null).catch(() => null);
    if (!this.#isStopped && counts !== null) this.#counts = counts;
  }
}
