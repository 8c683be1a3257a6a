import type { SavedLens } from '../../preload/model/settings.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { PeopleList } from './people-list.svelte.ts';
import { isNarrowed, isSameSelection } from './people-selection.ts';
import type { SettingsState } from './settings.svelte.ts';

/** The lenses that the user has saved, and which of them the list shows. */
export class SavedLenses {
  readonly #settings: SettingsState;
  readonly #people: PeopleList;
  readonly #current = $derived.by(() => this.#find());
  readonly #isChanged = $derived.by(
    () =>
      this.#current !== null && !isSameSelection(this.#current.selection, this.#people.selection),
  );

  constructor(settings: SettingsState, people: PeopleList) {
    this.#settings = settings;
    this.#people = people;
  }

  get all(): readonly SavedLens[] {
    return this.#settings.current.savedLenses;
  }

  /** The one that the list shows, or began with; null where it is none of them. */
  get current(): SavedLens | null {
    return this.#current;
  }

  /** Whether the list has been changed since it was opened by the current lens. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Whether what the list shows could be saved: it leaves somebody out and is not saved yet. */
  get isSavable(): boolean {
    return isNarrowed(this.#people.selection) && (this.#current === null || this.#isChanged);
  }

  /** The lens of that name, whatever its case and accents; null where there is none. */
  named(name: string): SavedLens | null {
    return this.all.find((lens) => fold(lens.name) === fold(name)) ?? null;
  }

  /** Shows the people of a lens. */
  open(lens: SavedLens): void {
    this.#people.choose(lens.selection, lens.id);
  }

  /** Keeps what the list shows under a name, in place of what had that name before. */
  save(name: string): void {
    const former = this.named(name);
    const { selection } = this.#people;
    const lens = { id: former?.id ?? crypto.randomUUID(), name, selection };
    this.#keep(former === null ? [...this.all, lens] : this.#with(lens));
    this.#people.beginWith(lens.id);
  }

  /** Keeps what the list shows under the name of the lens that it began with. */
  update(): void {
    if (this.#current === null) return;
    this.#keep(this.#with({ ...this.#current, selection: this.#people.selection }));
  }

  rename(lens: SavedLens, name: string): void {
    this.#keep(this.#with({ ...lens, name }));
  }

  remove({ id }: SavedLens): void {
    this.#keep(this.all.filter((lens) => lens.id !== id));
  }

  #with(changed: SavedLens): readonly SavedLens[] {
    return this.all.map((lens) => (lens.id === changed.id ? changed : lens));
  }

  #keep(savedLenses: readonly SavedLens[]): void {
    void this.#settings.update({ savedLenses: [...savedLenses] });
  }

  #find(): SavedLens | null {
    const { selection, lensId } = this.#people;
    const same = this.all.find((lens) => isSameSelection(lens.selection, selection));
    return same ?? this.all.find(({ id }) => id === lensId) ?? null;
  }
}
