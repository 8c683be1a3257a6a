interface Signature {
  readonly type: string;
  readonly offset?: number;
  /** Latin-1 text of the bytes. */
  readonly bytes: string;
}

const signatures: readonly Signature[] = [
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'image/webp', offset: 8, bytes: 'WEBP' },
  { type: 'image/tiff', bytes: 'II*\0' },
  { type: 'image/tiff', bytes: 'MM\0*' },
  { type: 'image/bmp', bytes: 'BM' },
  { type: 'image/vnd.adobe.photoshop', bytes: '8BPS' },
  { type: 'image/x-icon', bytes: '\0\0\x01\0' },
  { type: 'image/avif', offset: 4, bytes: 'ftypavif' },
  { type: 'image/heic', offset: 4, bytes: 'ftypheic' },
  { type: 'image/heic', offset: 4, bytes: 'ftypheix' },
  { type: 'image/heif', offset: 4, bytes: 'ftypmif1' },
  { type: 'video/mp4', offset: 4, bytes: 'ftyp' },
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'application/zip', bytes: 'PK\x03\x04' },
  { type: 'application/gzip', bytes: '\x1f\x8b' },
  { type: 'audio/mpeg', bytes: 'ID3' },
];

const sniffedBytes = 1024;

/** The types of which the server can make a small picture. */
const transformableTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/bmp',
  'image/svg+xml',
]);

/** The type of a content as its bytes tell it; what the client says does not matter. */
export function sniffType(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, sniffedBytes)).toString('latin1');
  const signature = signatures.find(({ bytes: wanted, offset = 0 }) =>
    head.startsWith(wanted, offset),
  );
  if (signature !== undefined) return signature.type;
  const text = head.trimStart().toLowerCase();
  if (
    text.startsWith('<svg') ||
    /^<\?xml[^>]*>\s*(<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg/s.test(text)
  ) {
    return 'image/svg+xml';
  }
  if (text.startsWith('<?xml')) return 'application/xml';
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'text/html';
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

/** Whether the server has a transformer that makes a PNG of a type. */
export function isTransformable(type: string): boolean {
  return transformableTypes.has(type);
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  return bytes
    .subarray(0, sniffedBytes)
    .every((byte) => byte >= 0x20 || /[\t\n\f\r]/.test(String.fromCharCode(byte)));
}
