/** Blank or invisible, but not by their category: fillers, selectors, invisible vowels. */
const fillers = [0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0];

function isInvisible(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === ' ') return false;
  return (
    /[\p{C}\p{Z}]/u.test(letter) ||
    fillers.includes(code) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}

/**
 * Shows what cannot be seen: controls, bidirectional marks, zero-width letters and unusual blanks
 * become their code points, so that two ids that look alike can be told apart.
 */
export function visibleTextOf(text: string): string {
  return Array.from(text, (letter) =>
    isInvisible(letter)
      ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
      : letter,
  ).join('');
}
