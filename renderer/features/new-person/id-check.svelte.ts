import { doubtOfId, faultOfId } from '../../../preload/rules/person-rules.ts';
import type { IdNews, NewPeople } from '../../state/new-people.ts';

const pauseMs = 300;

/** Looks, while an id is being typed, whether somebody has it already. */
export class IdCheck {
  readonly #people: NewPeople;
  #id = $state('');
  #news = $state.raw<IdNews | null>(null);
  #isAsking = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sequence = 0;

  constructor(people: NewPeople) {
    this.#people = people;
  }

  /** Why the server would not take it; an id that is not begun yet has no faults. */
  get fault() {
    return this.#id === '' ? null : faultOfId(this.#id);
  }

  /** What is odd about it. */
  get doubt() {
    return this.#id === '' || this.fault !== null ? null : doubtOfId(this.#id);
  }

  /** What is known of it; null while nothing is. */
  get news(): IdNews | null {
    return this.#news;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Takes what has been typed; the answer comes when the typing pauses. */
  look(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#sequence += 1;
    this.#news = null;
    clearTimeout(this.#timer);
    this.#isAsking = id !== '' && faultOfId(id) === null;
    if (this.#isAsking) this.#timer = setTimeout(() => void this.#ask(id), pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#sequence += 1;
  }

  async #ask(id: string): Promise<void> {
    const sequence = this.#sequence;
    // Where it cannot be found out, the server decides when it is sent.
    const unknown: IdNews = { isTaken: false, isCertain: false };
    const news = await this.#people.isTaken(id).catch(() => unknown);
    if (sequence !== this.#sequence) return;
    this.#news = news;
    this.#isAsking = false;
  }
}
