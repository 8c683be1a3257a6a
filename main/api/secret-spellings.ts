/** Secrets in the spellings in which a server might echo them: raw, inside JSON, inside a URL. */
export function spellingsOf(secrets: readonly (string | null | undefined)[]): string[] {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret === null || secret === undefined || secret === '') continue;
    spellings.add(secret);
    spellings.add(JSON.stringify(secret).slice(1, -1));
    spellings.add(new URLSearchParams({ secret }).toString().slice('secret='.length));
  }
  return [...spellings];
}
