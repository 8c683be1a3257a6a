import type { Person } from '../../preload/model/person.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { Lookalike, LookalikeQuery, StoredPerson } from '../services/ports/directory-store.ts';
import type { PeopleIndex } from './people-index.ts';

/** Enough to make somebody look again. */
const mostLookalikes = 5;
const peopleAtOnce = 100;

const valueOf = {
  email: (person: Person) => person.email,
  name: (person: Person) => person.displayName,
} as const;

/** Where people are looked for. */
interface Searched {
  readonly index: () => Promise<PeopleIndex>;
  /** The people of some numbers. */
  readonly rows: (nos: readonly number[]) => readonly StoredPerson[];
  /** Lets others run between two pieces of work. */
  readonly pause: () => Promise<void>;
}

/** Finds people with the same e-mail address or name, without regard to case and accents. */
export async function findLookalikes(
  { email, name, exceptId }: LookalikeQuery,
  searched: Searched,
): Promise<readonly Lookalike[]> {
  const found = new Map<string, Lookalike>();
  const isOneself = (id: string): boolean => id.toLowerCase() === exceptId?.toLowerCase();

  async function look(field: 'email' | 'name', value: string): Promise<void> {
    const wanted = fold(value);
    if (wanted === '') return;
    for await (const { person } of search(searched, searchFor(field, wanted))) {
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

/** Whoever a search finds. */
async function* search(
  { index, rows, pause }: Searched,
  text: string,
): AsyncGenerator<StoredPerson> {
  const found = await (await index()).find({ ...everybody, text });
  for (let start = 0; start < found.length; start += peopleAtOnce) {
    yield* rows(found.slice(start, start + peopleAtOnce).map(({ no }) => no));
    await pause();
  }
}

/** A phrase cannot hold the quotes that it stands in. */
function searchFor(field: 'email' | 'name', text: string): string {
  return text
    .split('"')
    .map((part) => `${field}:"${part}"`)
    .join(' ');
}
