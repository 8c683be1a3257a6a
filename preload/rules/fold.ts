/**
 * Folds text for comparison without regard to case and accents, in any script: compatibility
 * decomposition, combining marks removed, lower case, blanks collapsed. Locale-free, so that the
 * same text folds alike on every machine.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\s+/gu, ' ')
    .trim();
}
