import { createSignal } from '../../main/services/signal.ts';
import type { DirectoryStore } from '../../main/services/ports/directory-store.ts';
import type { Person } from '../../preload/model/person.ts';
import { readWholePage } from './page-answers.ts';

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
    pendingLost: createSignal<null>(),
    get refreshedAt() {
      return refreshedAt;
    },
    setRefreshedAt(at) {
      refreshedAt = at;
      return Promise.resolve();
    },
    addPage(answer) {
      const { people: batch, ...paging } = readWholePage(answer);
      for (const person of batch) people.set(person.id, person);
      const ids = batch.map(({ id }) => id);
      return Promise.resolve({ ...paging, ids, written: ids.length });
    },
    upsert(batch) {
      for (const person of batch) people.set(person.id, person);
      return Promise.resolve({ written: batch.length });
    },
    remove: (ids) => Promise.resolve(ids.filter((id) => people.delete(id)).length),
    get(id) {
      const person = people.get(id);
      return Promise.resolve(person === undefined ? null : { person, changedAt: 0 });
    },
    getInAnyCase: unexpected,
    setPending: unexpected,
    setPhotoMarks: unexpected,
    seenBehind: unexpected,
    lookalikes: unexpected,
    matchPhotos: unexpected,
    search: unexpected,
    countLenses: unexpected,
    facet: unexpected,
    find: unexpected,
    indexOf: unexpected,
    idsBetween: unexpected,
    pick: unexpected,
    ids: () => Promise.resolve([...people.keys()]),
    close: () => Promise.resolve(),
  };
}
