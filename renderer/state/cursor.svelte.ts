import type { PeopleSelection } from '../../preload/model/people-query.ts';
import type { PeopleList } from './people-list.svelte.ts';

interface Place {
  readonly selection: PeopleSelection | null;
  readonly index: number;
  /** Who stood there; null while the row was on its way. */
  readonly id: string | null;
}

/** The row that the keyboard is on. It stays with its person when the list changes around it. */
export class Cursor {
  readonly #people: PeopleList;
  #place = $state.raw<Place>({ selection: null, index: 0, id: null });
  readonly #index = $derived.by(() => this.#find());

  constructor(people: PeopleList) {
    this.#people = people;
  }

  get index(): number {
    return this.#index;
  }

  moveTo(index: number): void {
    const id = this.#people.rowAt(index)?.id ?? null;
    this.#place = { selection: this.#people.shown, index, id };
  }

  #find(): number {
    const { selection, index, id } = this.#place;
    if (selection !== this.#people.shown) return 0;
    const moved = id === null ? null : this.#people.indexOf(id);
    return Math.max(0, Math.min(moved ?? index, this.#people.matched - 1));
  }
}
