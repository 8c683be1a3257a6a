import type { FetchPeoplePage, WalkedPage } from '../../main/services/sync/pages-under-way.ts';

/** A directory that people join and leave while it is read. */
export interface ChurningDirectory {
  readonly fetchPage: FetchPeoplePage;
  readonly requests: number;
  /** Those who were there from the beginning and still are. */
  lasting(): readonly string[];
}

/** Creates a directory of so many people, of whom only the ids matter; between its pages, somebody comes or goes by chance. */
export function createChurningDirectory(options: {
  readonly people: number;
  /** How many changes there are before a page on average; they come by chance, at times several. */
  readonly changesPerPage: number;
  readonly random: () => number;
}): ChurningDirectory {
  const { changesPerPage, random } = options;
  const ids = Array.from({ length: options.people }, (_, no) => `p${no}`);
  const lasting = new Set(ids);
  let requests = 0;
  let changes = 0;

  /** Poisson's distribution: changes know nothing of each other. */
  function changesByChance(): number {
    const limit = Math.exp(-changesPerPage);
    let count = 0;
    for (let product = random(); product > limit; product *= random()) count += 1;
    return count;
  }

  function change(): void {
    changes += 1;
    const place = Math.floor(random() * (ids.length + 1));
    if (random() < 0.5) ids.splice(place, 0, `new${changes}`);
    else for (const id of ids.splice(place, 1)) lasting.delete(id);
  }

  function pageAt(skipCount: number, maxItems: number): WalkedPage {
    return {
      ids: ids.slice(skipCount, skipCount + maxItems),
      skipCount,
      maxItems,
      hasMoreItems: skipCount + maxItems < ids.length,
      totalItems: Math.max(skipCount, ids.length),
    };
  }

  return {
    fetchPage({ skipCount, maxItems }) {
      requests += 1;
      for (let left = changesByChance(); left > 0; left -= 1) change();
      return Promise.resolve(pageAt(skipCount, maxItems));
    },
    get requests() {
      return requests;
    },
    lasting: () => [...lasting],
  };
}
