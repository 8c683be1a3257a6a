/** What a mail for a new password holds. Whoever has it can set the password. */
export interface ResetKey {
  readonly id: string;
  readonly key: string;
}

const parameterPattern = /[?&#;](id|key)=([^\s&#;"'<>)\]]+)/giu;

/**
 * Reads id and key from the link of a reset mail, or from a text around it: mail programs wrap,
 * quote and escape links. Null where one of them is missing.
 */
export function readResetLink(pasted: string): ResetKey | null {
  // Quoted-printable and HTML, as in a mail's source.
  const text = pasted
    .replace(/=\r?\n/gu, '')
    .replaceAll('&amp;', '&')
    .replaceAll('=3D', '=');
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(parameterPattern)) {
    const decoded = decode(value);
    if (decoded !== null && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), decoded);
  }
  const id = found.get('id');
  const key = found.get('key');
  return id === undefined || key === undefined ? null : { id, key };
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
