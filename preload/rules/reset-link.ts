/** What a mail for a new password holds. Whoever has it can set the password. */
export interface ResetKey {
  readonly id: string;
  readonly key: string;
}

/**
 * Reads id and key from the link of a reset mail, or from a text around it: mail programs wrap,
 * quote, escape and redirect links. Null where one of them is missing.
 */
export function readResetLink(pasted: string): ResetKey | null {
  const lines = unescapeHtml(fromQuotedPrintable(pasted))
    .split(/\r?\n/u)
    .map((line) => line.replace(/^[>\s]+/u, '').trimEnd());
  // An empty line ends even a link that is broken in several places.
  const unbroken = lines.map((line) => (line === '' ? '\n' : line)).join('');
  const readings = [lines.join('\n'), unbroken];
  // Some mail filters put the whole link into the parameter of a link of their own.
  const all = [...readings, ...readings.map(fromPercentEscapes)];
  return firstIn(all, exactly) ?? firstIn(all, roughly);
}

function firstIn(texts: readonly string[], shape: Shape): ResetKey | null {
  for (const text of texts) {
    for (const link of text.split(/[\s"'<>()[\]]+/u)) {
      const found = readLink(link, shape);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Cuts off what does not belong to a value; null where there is none. */
interface Shape {
  id(value: string): string | null;
  key(value: string): string | null;
}

/** As Alfresco makes them: "activiti$123" and a GUID. Text that follows is not taken for a part. */
const exactly: Shape = {
  id: (value) => /^[a-z]+\$\d+/iu.exec(value)?.[0] ?? null,
  key: (value) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/iu.exec(value)?.[0] ?? null,
};

/** As another version might make them. */
const roughly: Shape = { id: (value) => value, key: (value) => value };

/** Both come from one link: a text may hold several. */
function readLink(link: string, shape: Shape): ResetKey | null {
  let id: string | null = null;
  let key: string | null = null;
  for (const [, name = '', value = ''] of link.matchAll(/[?&#;](id|key)=([^&#;]+)/giu)) {
    const decoded = decode(value);
    if (decoded === null) continue;
    if (name.toLowerCase() === 'id') id ??= shape.id(decoded);
    else key ??= shape.key(decoded);
  }
  return id === null || key === null ? null : { id, key };
}

/** The source of a mail. Other texts are left alone: a key may begin with what looks escaped. */
function fromQuotedPrintable(text: string): string {
  const joined = text.replace(/=\r?\n/gu, '');
  if (!/[?&;]id=3D/iu.test(joined)) return text;
  return joined.replace(/=([\dA-F]{2})/gu, (_escape, hex: string) => characterOf(hex, 16));
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&#(\d{1,3});/gu, (_escape, digits: string) => characterOf(digits, 10))
    .replace(/&#x([\da-f]{1,2});/giu, (_escape, hex: string) => characterOf(hex, 16))
    .replaceAll('&amp;', '&');
}

function fromPercentEscapes(text: string): string {
  return text.replace(/%([\da-f]{2})/giu, (_escape, hex: string) => characterOf(hex, 16));
}

function characterOf(digits: string, radix: number): string {
  return String.fromCharCode(Number.parseInt(digits, radix));
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
