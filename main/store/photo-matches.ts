import { type PhotoMatch, PhotoMatcher } from '../../preload/rules/photo-match/photo-matcher.ts';
import type { FileMatch, ListedPerson } from '../services/ports/directory-store.ts';
import { inPieces } from './in-pieces.ts';
import type { NamedPerson } from './people-table.ts';

/** So few that whoever asks for rows meanwhile does not notice. */
const namesAtOnce = 100;

/** Where people are looked for. */
interface Searched {
  /** Some people of higher numbers; none where there are no more. */
  readonly namedAfter: (no: number) => readonly NamedPerson[];
  readonly listed: (no: number) => ListedPerson | null;
  /** Lets others run between two pieces of work. */
  readonly pause: () => Promise<void>;
}

/** Finds whose photos files are by their names, in one pass over everybody. */
export async function findPhotoMatches(
  names: readonly string[],
  { namedAfter, listed, pause }: Searched,
): Promise<readonly FileMatch[]> {
  const matcher = new PhotoMatcher<NamedPerson>();
  for (const piece of inPieces(names, namesAtOnce)) {
    for (const name of piece) matcher.addFile(name);
    await pause();
  }
  for (let last = 0; ;) {
    const people = namedAfter(last);
    for (const person of people) matcher.addPerson(person);
    const end = people.at(-1);
    if (end === undefined) break;
    last = end.no;
    await pause();
  }
  const matches: FileMatch[] = [];
  for (const piece of inPieces(matcher.matches(), namesAtOnce)) {
    matches.push(...piece.map((match) => toFileMatch(match, listed)));
    await pause();
  }
  return matches;
}

/** Whoever has gone in the meantime is nobody's candidate. */
function toFileMatch(match: PhotoMatch<NamedPerson>, listed: Searched['listed']): FileMatch {
  const candidates = match.candidates.flatMap(({ person: { no }, kind }) => {
    const person = listed(no);
    return person === null ? [] : [{ person, kind }];
  });
  if (candidates.length === 0) return { group: 'none', doubts: [], candidates };
  // What was found of the first one says nothing of the next.
  const isFirst = candidates[0]?.person.id === match.candidates[0]?.person.id;
  return { ...match, group: isFirst ? match.group : 'look', candidates };
}
