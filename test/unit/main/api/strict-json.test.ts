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

  it('quotes nothing of the text in its errors', () => {
    for (const text of ['{"name":"Alice', '{"__proto__":"Alice"}', 'Alice']) {
      expect(() => parseStrictJson(encode(text))).toThrow(expect.not.stringContaining('Alice'));
    }
  });
});
