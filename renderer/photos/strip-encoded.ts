const startOfScan = 0xda;
const pngChunks = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/**
 * What an encoder has made, without anything but the pixels: Chromium adds a colour profile, which is
 * that of every screen and says nothing.
 */
export function stripEncoded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes[0] === 0xff ? stripJpeg(bytes) : stripPng(bytes);
}

/** Leaves out the segments of applications (but for the first, JFIF) and comments. */
function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (view.getUint8(at + 1) !== startOfScan) {
    const marker = view.getUint8(at + 1);
    const end = at + 2 + view.getUint16(at + 2);
    const isSurplus = (marker > 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (!isSurplus) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return join([...kept, bytes.subarray(at)]);
}

function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (pngChunks.includes(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return join(kept);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
