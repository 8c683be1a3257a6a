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

/**
 * Folds text for comparison without regard to case and accents, in any script: compatibility
 * decomposition, combining marks removed, lower case, blanks and control characters collapsed. Locale-free, so that the
 * same text folds alike on every machine.
 */
export function fold(text: string): string {
  // A refresh folds all texts of everybody, and most of them are so.
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(plainFormPattern, (letter) => plainForms[letter] ?? letter)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const blank = ' '.charCodeAt(0);
const lastPlain = '~'.charCodeAt(0);

/** Whether there are ASCII's visible signs alone, and blanks only singly between them. */
function isPlain(text: string): boolean {
  let before = blank;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index);
    if (sign < blank || sign > lastPlain || (sign === blank && before === blank)) return false;
    before = sign;
  }
  return before !== blank;
}
