const hues = 12;

/** A hue in degrees that is always the same for the same text, out of twelve well apart. */
export function hueOf(text: string): number {
  // FNV-1a: short, even, and the same on every machine.
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return ((hash >>> 0) % hues) * (360 / hues);
}
