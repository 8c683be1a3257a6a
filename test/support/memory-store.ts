import { createSignal } from '../../main/services/signal.ts';
import type { DirectoryStore } from '../../main/services/ports/directory-store.ts';
import type { Person } from '../../preload/model/person.ts';

function unexpected(): never {
  throw new Error('This call is not part of the fake');
}

/** A cache in memory, for tests of thousands of clients; it cannot search. */
export function createMemoryStore(): DirectoryStore {
  const people = new Map<string, Person>();
  let refreshedAt: string | null = null;
  return {
    isRebuilt: false,
    rebuilt: createSignal<null>(),
    upsert(batch) {
      for (const person of batch) people.set(person.id, person);
      return { written: batch.length };
    },
    remove(ids) {
      for (const id of ids) people.delete(id);
    },
    get(id) {
      const person = people.get(id);
      return person === undefined ? null : { person, changedAt: 0 };
    },
    search: unexpected,
    countLenses: unexpected,
    facet: unexpected,
    find: unexpected,
    indexOf: unexpected,
    idsBetween: unexpected,
    pick: unexpected,
    ids: () => people.keys(),
    get size() {
      return people.size;
    },
    refreshedAt: () => refreshedAt,
    setRefreshedAt(at) {
      refreshedAt = at;
    },
    close: () => undefined,
  };
}
