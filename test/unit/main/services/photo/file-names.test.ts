import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asFileName,
  createUniqueNames,
  endingOf,
} from '../../../../../main/services/photo/file-names.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('.', ' ', '/', '\\', ':', 'a', 'É', '\u202e', '\0', 'CON') }),
  fc.string({ minLength: 300, maxLength: 600, unit: fc.constantFrom('x', 'ß', '山', '👩‍🚀') }),
);

describe('the name of a file', () => {
  it('is one that every system takes, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = asFileName(text);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(name).not.toMatch(/^[\s.]|[\s.]$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name).not.toBe('');
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
        // No half of a character.
        expect(Buffer.from(name).toString()).toBe(name);
      }),
    );
  });

  it.each([
    ['ada', 'ada'],
    ['ada@example.com', 'ada@example.com'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows', 'C__Windows'],
    ['NUL', '_NUL'],
    ['com1.tar', '_com1.tar'],
    ['console', 'console'],
    ['Zoë\u0308 …', 'Zoë\u0308 …'],
    ['e\u0301', 'é'],
    ['...', '_'],
    ['evil\u202egpj.exe', 'evil_gpj.exe'],
  ])('of %j is %j', (text, name) => {
    expect(asFileName(text)).toBe(name);
  });

  it('ends as the picture is', () => {
    expect([endingOf('image/jpeg'), endingOf('image/png')]).toEqual(['jpg', 'png']);
  });
});

describe('names that differ', () => {
  it('do so also where case and spelling do not count, and say who is meant', () => {
    const nameOf = createUniqueNames();
    expect(['ada', 'ADA', 'é', 'e\u0301', 'a/b', 'a:b', 'ada~2'].map(nameOf)).toEqual([
      'ada',
      'ADA~2',
      'é',
      'é~2',
      'a_b',
      'a_b~2',
      'ada~2~2',
    ]);
  });

  it('do so for any texts', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 40 }), (texts) => {
        const names = texts.map(createUniqueNames());
        const keys = names.map((name) => name.normalize('NFKD').toUpperCase());
        expect(new Set(keys).size).toBe(texts.length);
      }),
    );
  });
});
