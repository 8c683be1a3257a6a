const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A plain letter or figure with nothing behind it that could belong to it. */
const plainStart = /^[a-z0-9](?![^!-~])/i;

function firstLetter(word: string): string {
  // Most names begin so, and lists ask for many at once: the segmenter takes its time.
  if (plainStart.test(word)) return word.charAt(0).toLocaleUpperCase();
  for (const { segment } of segmenter.segment(word)) {
    if (/[\p{L}\p{N}]/u.test(segment)) return segment.toLocaleUpperCase();
  }
  return '';
}

/** One or two letters to stand for a photo: of the first and the last word of the name. */
export function initialsOf(displayName: string): string {
  const letters = displayName
    .split(/\s+/u)
    .map(firstLetter)
    .filter((letter) => letter !== '');
  const first = letters[0] ?? '';
  const last = letters.length > 1 ? (letters[letters.length - 1] ?? '') : '';
  return first + last;
}
