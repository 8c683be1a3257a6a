/**
 * Shows what cannot be seen: controls, bidirectional marks, zero-width letters and unusual blanks
 * become their code points, so that two ids that look alike can be told apart.
 */
export function visibleTextOf(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]|(?! )\p{Zs}/gu,
    (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
