import { type FileKey, fileKeysOf, stemOf } from './file-keys.ts';
import {
  type Matchable,
  type MatchKind,
  matchKinds,
  type PersonKey,
  personKeysOf,
} from './person-keys.ts';
import { canBeSame, hasInitial, isSame, lookupOf } from './words.ts';

/** How sure it is whose photo a file is. */
export const matchGroups = ['sure', 'look', 'none'] as const;

export type MatchGroup = (typeof matchGroups)[number];

/** Why a user should look; the interface has a sentence for each. */
export const matchDoubts = [
  'several',
  'weak',
  'two-files',
  'disabled',
  /** Not everybody is known yet: somebody else may be named so as well. */
  'incomplete',
] as const;

export type MatchDoubt = (typeof matchDoubts)[number];

/** Somebody whose photo a file may be. */
export interface MatchCandidate<Person> {
  readonly person: Person;
  readonly kind: MatchKind;
}

/** What the name of one file says. */
export interface PhotoMatch<Person> {
  readonly group: MatchGroup;
  readonly doubts: readonly MatchDoubt[];
  /** The likeliest first, five at most. */
  readonly candidates: readonly MatchCandidate<Person>[];
}

/** As many as somebody chooses from. */
const mostCandidates = 5;

interface Hit {
  readonly kind: MatchKind;
  readonly isStrong: boolean;
  /** The file's name is the person's id, separators and all. */
  readonly isExactId: boolean;
}

interface Found<Person> extends Hit {
  readonly person: Person;
}

/** What has been found for a file so far. */
interface FileHits<Person> {
  best: readonly Found<Person>[];
  /** People whom the file could be named after, but for those by initials alone. */
  people: number;
  byInitials: number;
}

interface KeyOfFile<Person> extends FileKey {
  readonly hits: FileHits<Person>;
}

/**
 * Finds out whose photos files are by their names, in one pass over everybody: files are given
 * first, then people one by one in any order; none of them is kept who is not a candidate.
 */
export class PhotoMatcher<Person extends Matchable> {
  readonly #keys = new Map<string, KeyOfFile<Person>[]>();
  /** By file; those of one name in several folders share theirs. */
  readonly #hits: FileHits<Person>[] = [];
  readonly #hitsOfStem = new Map<string, FileHits<Person>>();

  /** Takes the name of a file into account, before the first person. */
  addFile(name: string): void {
    const stem = stemOf(name);
    const known = this.#hitsOfStem.get(stem);
    const hits = known ?? { best: [], people: 0, byInitials: 0 };
    this.#hits.push(hits);
    if (known !== undefined) return;
    this.#hitsOfStem.set(stem, hits);
    for (const key of fileKeysOf(stem)) {
      const lookup = lookupOf(key);
      const keys = this.#keys.get(lookup);
      if (keys === undefined) this.#keys.set(lookup, [{ ...key, hits }]);
      else keys.push({ ...key, hits });
    }
  }

  /** Takes a person into account. */
  addPerson(person: Person): void {
    const found = new Map<FileHits<Person>, Hit>();
    for (const key of personKeysOf(person)) {
      for (const fileKey of this.#keys.get(lookupOf(key)) ?? []) {
        const hit = hitOf(key, fileKey);
        const known = found.get(fileKey.hits);
        if (known === undefined || rankOf(hit) < rankOf(known)) found.set(fileKey.hits, hit);
      }
    }
    for (const [hits, hit] of found) keep(hits, { ...hit, person });
  }

  /** What the names say, in the order in which they were given. */
  matches(): PhotoMatch<Person>[] {
    const filesOf = new Map<string, number>();
    for (const { best } of this.#hits) {
      for (const { person } of claimed(best)) {
        filesOf.set(person.id, (filesOf.get(person.id) ?? 0) + 1);
      }
    }
    return this.#hits.map((hits): PhotoMatch<Person> => {
      const [first] = hits.best;
      if (first === undefined) return { group: 'none', doubts: [], candidates: [] };
      const doubts = doubtsOf(hits, first);
      if ((filesOf.get(first.person.id) ?? 0) > 1) doubts.push('two-files');
      const candidates = hits.best.map(({ person, kind }) => ({ person, kind }));
      return { group: doubts.length === 0 ? 'sure' : 'look', doubts, candidates };
    });
  }
}

function keep<Person extends Matchable>(hits: FileHits<Person>, found: Found<Person>): void {
  if (found.kind === 'initials') hits.byInitials += 1;
  else hits.people += 1;
  const last = hits.best.at(-1);
  const isFull = hits.best.length === mostCandidates;
  if (isFull && last !== undefined && compareFound(last, found) < 0) return;
  hits.best = [...hits.best, found].sort(compareFound).slice(0, mostCandidates);
}

function hitOf(key: PersonKey, file: FileKey): Hit {
  const isExact = isSame(key, file);
  const isMeant = isExact || (!hasInitial(file) && canBeSame(key, file));
  return {
    kind: key.kind,
    isStrong: isMeant && !key.isWeak && !file.isWeak,
    isExactId: isExact && file.isComplete && key.kind === 'id',
  };
}

function doubtsOf<Person extends Matchable>(
  { people, byInitials }: FileHits<Person>,
  first: Found<Person>,
): MatchDoubt[] {
  const doubts: MatchDoubt[] = [];
  // An id is nobody else's: it may well be made of somebody's initials.
  const rivals = first.isExactId ? people : people + byInitials;
  if (rivals > 1) doubts.push('several');
  if (!first.isStrong) doubts.push('weak');
  if (!first.person.enabled) doubts.push('disabled');
  return doubts;
}

/** Those whose photo a file may well be: everybody by a strong key, else who is likelier than all. */
function claimed<Person>(best: readonly Found<Person>[]): readonly Found<Person>[] {
  const [first, second] = best;
  if (first === undefined) return [];
  if (first.isStrong) return best.filter(({ isStrong }) => isStrong);
  return second === undefined || rankOf(first) < rankOf(second) ? [first] : [];
}

/** Strong ones first, and the more telling of two. */
function rankOf({ kind, isStrong, isExactId }: Hit): number {
  const rank = isExactId ? -1 : matchKinds.indexOf(kind);
  return isStrong ? rank : rank + matchKinds.length + 1;
}

/** In an order that does not depend on that in which people were given. */
function compareFound<Person extends Matchable>(a: Found<Person>, b: Found<Person>): number {
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  if (a.person.enabled !== b.person.enabled) return a.person.enabled ? -1 : 1;
  return a.person.id < b.person.id ? -1 : 1;
}
