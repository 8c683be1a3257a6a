const tag = /<\/?([a-z][a-z0-9]*)\b[^<>]*>/giu;
const formatting = new Set(
  'a b blockquote br code div em font h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strike strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);
const endsLine = new Set('blockquote br div h1 h2 h3 h4 h5 h6 hr li p pre tr'.split(' '));
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function isFormattingOnly(text: string): boolean {
  const tags = [...text.matchAll(tag)];
  return (
    tags.length > 0 &&
    tags.every(
      ([whole, name = '']) =>
        formatting.has(name.toLowerCase()) && !/\bon\w+\s*=|javascript:/iu.test(whole),
    )
  );
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/giu, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * The words of a text that may hold the markup of a rich-text editor. Anything that is not plain
 * formatting is left as it is, for it is shown as text in any case: nobody is robbed of a
 * `<surname>` typed in angle brackets, and an attempted script can be seen for what it is.
 */
export function plainTextOf(text: string): string {
  if (!isFormattingOnly(text)) return text;
  const words = text.replace(tag, (_, name: string) =>
    endsLine.has(name.toLowerCase()) ? '\n' : '',
  );
  return decode(words)
    .replace(/[ \t]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n')
    .trim();
}
