import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson, RefusedJson } from '../../../../main/api/strict-json.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('parseStrictJson', () => {
  it('reads what JSON.stringify writes', () => {
    const harmless = fc.jsonValue({ maxDepth: 6 }).filter((value) => {
      return !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value));
    });
    fc.assert(
      fc.property(harmless, (value) => {
        const text = JSON.stringify(value);
        expect(parseStrictJson(encode(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses whatever is cut off an object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        const cut = encode(text).slice(0, at % encode(text).length);
        expect(() => parseStrictJson(cut)).toThrow(RefusedJson);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html></html>'],
    ['two values', '{}{}'],
    ['a comment', '{} // end'],
    ['NaN', 'NaN'],
    ['single quotes', "{'a':1}"],
  ])('refuses %s', (_name, text) => {
    expect(() => parseStrictJson(encode(text))).toThrow(RefusedJson);
  });

  it('takes 100 levels and refuses 101, whatever brackets stand in texts', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parseStrictJson(encode(nested(100)))).not.toThrow();
    expect(() => parseStrictJson(encode(nested(101)))).toThrow(RefusedJson);
    const text = `${'[{'.repeat(200)}\\"${'['.repeat(200)}`;
    expect(parseStrictJson(encode(JSON.stringify({ text })))).toEqual({ text });
  });

  it('refuses a crowd of objects', () => {
    const crowd = `[${'{},'.repeat(250_000)}{}]`;
    expect(() => parseStrictJson(encode(crowd))).toThrow(RefusedJson);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
    const texts = [`{"${key}":1}`, `[[{"a":{"${key}":{}}}]]`, `{"a":1,"${key}":null}`];
    for (const text of texts) expect(() => parseStrictJson(encode(text))).toThrow(RefusedJson);
    expect(parseStrictJson(encode(`{"a":"${key}"}`))).toEqual({ a: key });
  });

  it('refuses a key however it is spelt, and nothing else for its letters', () => {
    const refused = ['__proto__', 'constructor', 'prototype'];
    const key = fc.oneof(fc.constantFrom(...refused, 'toString', 'constructors'), fc.string());
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        key,
        fc.integer(),
        fc.array(tie('any')),
        fc
          .array(fc.tuple(key, tie('any')))
          .map((members) => Object.fromEntries(members) as unknown),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.infiniteStream(fc.boolean()), (tree, coins) => {
        const text = escapeSome(JSON.stringify(tree), coins);
        const parsed: unknown = JSON.parse(text);
        if (holdsKey(parsed, refused)) {
          expect(() => parseStrictJson(encode(text))).toThrow(RefusedJson);
        } else {
          expect(parseStrictJson(encode(text))).toEqual(parsed);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('quotes nothing of the text in its errors', () => {
    for (const text of ['{"name":"Alice', '{"__proto__":"Alice"}', 'Alice']) {
      expect(() => parseStrictJson(encode(text))).toThrow(expect.not.stringContaining('Alice'));
    }
  });
});

/** The same JSON, with some of its letters and underscores spelt `\\u…`. */
function escapeSome(text: string, coins: fc.Stream<boolean>): string {
  return text.replace(/(\\.)|[a-z_]/g, (sign, escape: string | undefined) => {
    const isInText = escape === undefined && coins.next().value === true;
    return isInText ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign;
  });
}

function holdsKey(value: unknown, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && Object.keys(value).some((key) => keys.includes(key))) return true;
  return Object.values(value).some((member) => holdsKey(member, keys));
}
