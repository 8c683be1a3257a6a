import type { PhotoType } from '../../../preload/model/photo.ts';

/** Names that Windows keeps for devices, whatever ending follows. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** What one system or the other does not take in a name, and what a text can be turned round with. */
// eslint-disable-next-line no-control-regex -- These are among what must not be in a name.
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Bytes of UTF-8: file systems take 255, and the ending and a number are still to come. */
const mostBytes = 200;

/** The ending of a picture's name. */
export function endingOf(type: PhotoType): 'jpg' | 'png' {
  return type === 'image/png' ? 'png' : 'jpg';
}

/** A text as a file name that every system takes, without an ending. */
export function asFileName(text: string): string {
  const harmless = shortened(text.normalize('NFC').replace(forbidden, '_'))
    // Windows takes away blanks and dots at the end, and a dot at the start hides a file elsewhere.
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  if (harmless === '') return '_';
  return reserved.test(harmless) ? `_${harmless}` : harmless;
}

/** Cut between two characters. */
function shortened(text: string): string {
  let bytes = 0;
  let whole = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    whole += character;
  }
  return whole;
}

/**
 * Gives out names that differ also where capitals do not count. Whoever comes second gets a number
 * behind the name.
 */
export function createUniqueNames(): (text: string) => string {
  const taken = new Set<string>();
  return (text) => {
    const name = asFileName(text);
    let unique = name;
    for (let number = 2; taken.has(keyOf(unique)); number += 1) unique = `${name}~${number}`;
    taken.add(keyOf(unique));
    return unique;
  };
}

/** Some systems take two spellings of a letter for one, and capitals for small ones. */
function keyOf(name: string): string {
  return name.normalize('NFKD').toLowerCase().toUpperCase().toLowerCase();
}
