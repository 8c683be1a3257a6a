import type { FieldValues } from '../../preload/model/person-fields.ts';

/** What fills the window between header and status bar. */
export type Screen = 'people' | 'waiting' | 'activity' | 'photos';

/** What the form of a new person begins with. */
export interface NewPersonStart {
  readonly id: string;
  readonly values: FieldValues;
  /** The refused creation that this one takes the place of. */
  readonly replaces: string | null;
}

/** A form with nothing filled in. */
export const blankStart: NewPersonStart = { id: '', values: {}, replaces: null };

/** Where in the directory the user is. */
export class Screens {
  #current = $state<Screen>('people');
  #newPerson = $state.raw<NewPersonStart | null>(null);

  get current(): Screen {
    return this.#current;
  }

  /** What the dialog for a new person begins with; null where it is closed. */
  get newPerson(): NewPersonStart | null {
    return this.#newPerson;
  }

  show(screen: Screen): void {
    this.#current = screen;
  }

  /** Opens the dialog for a new person. */
  create(start: NewPersonStart = blankStart): void {
    this.#newPerson = start;
  }

  endCreating(): void {
    this.#newPerson = null;
  }
}
