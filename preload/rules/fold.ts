// Letters that carry a stroke or a ligature have no decomposition in Unicode, but people type them
// without. The final sigma and the dotless i are forms of the same letter.
const plainForms: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const plainFormPattern = new RegExp(`[${Object.keys(plainForms).join('')}]`, 'g');

/** Text that has no accents, no other forms and no blanks but the plain one, and never two. */
const plainPattern = /^(?!.* {2})[!-~](?:[ -~]*[!-~])?$/;

/**
 * Folds text for comparison without regard to case and accents, in any script: compatibility
 * decomposition, combining marks removed, lower case, blanks collapsed. Locale-free, so that the
 * same text folds alike on every machine.
 */
export function fold(text: string): string {
  // A refresh folds all texts of everybody, and most of them are so.
  if (plainPattern.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(plainFormPattern, (letter) => plainForms[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
}
