import type { FileMatch } from '../../../preload/model/photo-match.ts';
import type { Person } from '../../../preload/model/person.ts';
import { PhotoMatcher } from '../../../preload/rules/photo-match/photo-matcher.ts';

/** Finds whose photos files are, by the rule of the real thing. */
export function matchFiles(
  names: readonly string[],
  people: readonly Person[],
  photoUrlOf: (id: string) => string | null,
): FileMatch[] {
  const matcher = new PhotoMatcher<Person>();
  for (const name of names) matcher.addFile(name);
  for (const person of people) matcher.addPerson(person);
  return matcher.matches().map(({ group, doubts, candidates }) => ({
    group,
    doubts: [...doubts],
    candidates: candidates.map(({ person, kind }) => ({
      person: {
        id: person.id,
        displayName: person.displayName,
        jobTitle: person.jobTitle,
        organization: person.company.organization,
        email: person.email,
        enabled: person.enabled,
        photoUrl: photoUrlOf(person.id),
      },
      kind,
    })),
  }));
}
