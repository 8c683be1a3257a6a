import type { Person } from '../../preload/model/person.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { Lookalike, LookalikeQuery, StoredPerson } from '../services/ports/directory-store.ts';

/** Enough to make somebody look again. */
const mostLookalikes = 5;

const valueOf = {
  email: (person: Person) => person.email,
  name: (person: Person) => person.displayName,
} as const;

/** Finds people with the same e-mail address or name, without regard to case and accents. */
export async function findLookalikes(
  { email, name, exceptId }: LookalikeQuery,
  search: (text: string) => AsyncIterable<StoredPerson>,
): Promise<readonly Lookalike[]> {
  const found = new Map<string, Lookalike>();
  const isOneself = (id: string): boolean => id.toLowerCase() === exceptId?.toLowerCase();

  async function look(field: 'email' | 'name', value: string): Promise<void> {
    const wanted = fold(value);
    if (wanted === '') return;
    for await (const { person } of search(searchFor(field, wanted))) {
      if (found.size >= mostLookalikes) return;
      const { id, displayName } = person;
      const isSame = fold(valueOf[field](person) ?? '') === wanted;
      if (isSame && !isOneself(id)) found.set(id, { id, displayName });
    }
  }

  await look('email', email ?? '');
  await look('name', name ?? '');
  return [...found.values()];
}

/** A phrase cannot hold the quotes that it stands in. */
function searchFor(field: 'email' | 'name', text: string): string {
  return text
    .split('"')
    .map((part) => `${field}:"${part}"`)
    .join(' ');
}
