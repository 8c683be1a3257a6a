/** Deeper than anything Alfresco sends, shallow enough for every recursive reader after us. */
const maximumDepth = 100;

/** A page of a thousand people holds some ten thousand objects; a million would be an attack. */
const maximumContainers = 250_000;

const refusedKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Why a text is not JSON that we accept. Its message names no content. */
export class RefusedJson extends Error {
  override readonly name = 'RefusedJson';
}

/**
 * Parses bytes as JSON, strictly: UTF-8 without faults, one complete value, at most 100 levels and
 * 250,000 objects and arrays, and no key that could reach a prototype. Throws `RefusedJson`.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  // Before parsing: what is refused here must not cost the memory of its objects first.
  measure(bytes);
  const value = parse(text);
  if (mayHoldRefusedKeys(text)) refuseDangerousKeys(value);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RefusedJson('The text is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // V8's message quotes the text, which may hold personal data.
    throw new RefusedJson('The text is not JSON');
  }
}

const quote = '"'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);
const openBrace = '{'.charCodeAt(0);
const closeBrace = '}'.charCodeAt(0);
const openBracket = '['.charCodeAt(0);
const closeBracket = ']'.charCodeAt(0);

/** Looks at bytes, which is quick: those of JSON's own signs occur in no other letter of UTF-8. */
function measure(bytes: Uint8Array): void {
  let depth = 0;
  let containers = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) {
      index = endOfString(bytes, index);
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      containers += 1;
      if (depth > maximumDepth) throw new RefusedJson('The JSON is nested too deeply');
      if (containers > maximumContainers) throw new RefusedJson('The JSON holds too many objects');
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
    }
  }
}

/** The position of the closing quote of the string that opens at `start`. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let index = start + 1; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) return index;
    if (byte === backslash) index += 1;
  }
  return bytes.length;
}

/** Whether a key could be one of the refused: as it is, or spelt with escapes of its letters. */
function mayHoldRefusedKeys(text: string): boolean {
  return text.includes('\\u') || refusedKeys.some((key) => text.includes(key));
}

function refuseDangerousKeys(root: unknown): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const element of value) waiting.push(element);
      continue;
    }
    // Own keys only: JSON.parse makes even `__proto__` an own key.
    for (const [key, member] of Object.entries(value)) {
      if (refusedKeys.includes(key)) throw new RefusedJson('The JSON holds a forbidden key');
      waiting.push(member);
    }
  }
}
