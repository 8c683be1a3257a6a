import { type PictureFault, textAt } from './picture-header.ts';

const looked = 1024;
const markup = /<(?:html|script|!doctype|svg|\?php|iframe|body)\b/i;
const programs = [
  'MZ',
  '\x7fELF',
  '#!',
  '\xca\xfe\xba\xbe',
  '\xcf\xfa\xed\xfe',
  '7z\xbc\xaf',
  'Rar!',
  '\x1f\x8b',
];

/** Text of any bytes, one character for each. */
function rawText(view: DataView, from: number, end: number): string {
  return textAt(view, from, Math.max(0, Math.min(end, view.byteLength) - from));
}

/** What a file is that begins like none of our pictures. */
export function nameForeign(view: DataView): PictureFault {
  const head = rawText(view, 0, looked);
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  // Text may be in UTF-16, of which every other byte is 0.
  if (/^\W{0,3}\s*</.test(head) && /<svg\b/i.test(head.replaceAll('\0', ''))) return 'svg';
  return 'unknown';
}

/**
 * Whether a file is a picture and something else besides: a page or program that is hidden in it or
 * behind it. What phones put behind a picture, such as a film or a second picture, is let be: none of
 * it is sent.
 */
export function isPolyglot(view: DataView, end: number): boolean {
  const head = rawText(view, 0, looked);
  if (head.includes('%PDF-') || markup.test(head)) return true;
  const rest = rawText(view, end, end + looked);
  if (
    programs.some((start) => rest.startsWith(start)) ||
    rest.includes('%PDF-') ||
    markup.test(rest)
  )
    return true;
  return hasArchive(view);
}

/** Archives are read from their end: a record at most 64 KB before it leads to all the rest. */
function hasArchive(view: DataView): boolean {
  const from = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= from; at -= 1) {
    if (view.getUint32(at) !== 0x504b0506) continue;
    if (at + 22 + view.getUint16(at + 20, true) <= view.byteLength) return true;
  }
  return false;
}
