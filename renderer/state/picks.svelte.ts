import type { PeopleSelection, Picked } from '../../preload/model/people-query.ts';
import type { PeopleList } from './people-list.svelte.ts';
import { joined, namedIn, nobody, without } from './picked.ts';
import { hasSamePeople } from './people-selection.ts';

/** Where a range begins: the row that was picked or walked to last. */
interface Start {
  readonly selection: PeopleSelection | null;
  readonly index: number;
  readonly id: string | null;
}

/** The people picked for doing something with all of them. Another search drops them. */
export class Picks {
  readonly #people: PeopleList;
  #madeFor = $state.raw<PeopleSelection | null>(null);
  #made = $state.raw<Picked>(nobody);
  readonly #picked = $derived.by(() => this.#valid());
  readonly #ids = $derived(namedIn(this.#picked));
  /** What was picked before the range that is being drawn now. */
  #base: Picked = nobody;
  #start: Start = { selection: null, index: 0, id: null };
  #sequence = 0;

  constructor(people: PeopleList) {
    this.#people = people;
  }

  /** Who is picked, as main understands it. */
  get picked(): Picked {
    return this.#picked;
  }

  get count(): number {
    if (this.#picked.mode === 'these') return this.#ids.size;
    return Math.max(0, this.#people.matched - this.#ids.size);
  }

  has(id: string): boolean {
    return this.#ids.has(id) === (this.#picked.mode === 'these');
  }

  clear(): void {
    this.#become(nobody);
  }

  /** Picks everybody in the list, whether their rows are at hand or not. */
  all(): void {
    const selection = this.#people.shown;
    if (selection !== null) this.#become({ mode: 'all-but', selection, exceptIds: [] });
  }

  /** Picks a person more, or one less; ranges begin here from now on. */
  toggle(index: number): void {
    const id = this.#people.rowAt(index)?.id;
    if (id === undefined) return;
    this.#become(this.has(id) ? without(this.#picked, id) : joined(this.#picked, [id]));
    this.startAt(index);
  }

  /** Picks a person more. */
  add(id: string): void {
    this.#become(joined(this.#picked, [id]));
  }

  /** Says where the next range begins. */
  startAt(index: number): void {
    this.#base = this.#picked;
    const id = this.#people.rowAt(index)?.id ?? null;
    this.#start = { selection: this.#people.shown, index, id };
  }

  /** Picks nobody any more; a range begins here from now on. */
  restartAt(index: number): void {
    this.clear();
    this.startAt(index);
  }

  /**
   * Picks all from where the range begins to a row, and nobody else; where it is to be added, those
   * who were picked before the range was begun stay so.
   */
  async extendTo(index: number, isAdding: boolean): Promise<void> {
    if (this.#start.selection !== this.#people.shown) this.startAt(0);
    const sequence = ++this.#sequence;
    const base = isAdding ? this.#base : nobody;
    const { id, index: former } = this.#start;
    const start = (id === null ? null : this.#people.indexOf(id)) ?? former;
    const [from, to] = start < index ? [start, index] : [index, start];
    const ids = await this.#people.idsBetween(from, to);
    if (sequence === this.#sequence) this.#set(joined(base, ids));
  }

  #become(picked: Picked): void {
    this.#sequence += 1;
    this.#set(picked);
    this.#base = picked;
  }

  #set(picked: Picked): void {
    this.#made = picked;
    this.#madeFor = this.#people.shown;
  }

  #valid(): Picked {
    const { shown } = this.#people;
    if (shown === null || this.#madeFor === null) return nobody;
    if (!hasSamePeople(shown, this.#madeFor)) return nobody;
    // Rows are copied in the order in which they are seen.
    return this.#made.mode === 'these' ? this.#made : { ...this.#made, selection: shown };
  }
}
