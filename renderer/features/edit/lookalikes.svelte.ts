import type { FieldName } from '../../../preload/model/person-fields.ts';
import { displayNameOf } from '../../../preload/rules/display-name.ts';

/** What two people should rarely have in common. */
export interface Distinguishing {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Finds people of the cache with this address or name; null is not asked for. */
export type FindLookalikes = (
  email: string | null,
  name: string | null,
) => Promise<readonly { readonly id: string; readonly displayName: string }[]>;

const looked: ReadonlySet<FieldName> = new Set(['email', 'firstName', 'lastName'] as const);

/** Who else has the address or the name that is being typed, by the field that was left last. */
export class Lookalikes {
  readonly #find: FindLookalikes;
  #names = $state.raw<Partial<Record<FieldName, readonly string[]>>>({});

  constructor(find: FindLookalikes) {
    this.#find = find;
  }

  /** Whether a field tells people apart, so that leaving it is worth a look. */
  isLooked(field: FieldName): boolean {
    return looked.has(field);
  }

  /** The others, as "Ada Lovelace (ada)". */
  of(field: FieldName): readonly string[] {
    return this.#names[field] ?? [];
  }

  /** Looks once more, with what is in the fields when one of them is left. */
  async look(field: FieldName, person: Distinguishing): Promise<void> {
    const isEmail = field === 'email';
    const email = isEmail ? person.email.trim() : '';
    const name = isEmail ? '' : displayNameOf({ id: '', ...person }).trim();
    const isAsked = email !== '' || name !== '';
    const found = isAsked ? await this.#find(email || null, name || null) : [];
    const names = found.map(({ displayName, id }) => `${displayName} (${id})`);
    this.#names = { ...this.#names, [field]: names };
  }

  /** Begins anew, for somebody else. */
  clear(): void {
    this.#names = {};
  }
}
