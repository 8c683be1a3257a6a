import type { MatchedPerson } from '../../state/matched-file.svelte.ts';

/** What tells a person from others of the same name. */
export function detailsOf({ id, jobTitle, organization }: MatchedPerson): string {
  return [id, jobTitle, organization].filter(Boolean).join(', ');
}
