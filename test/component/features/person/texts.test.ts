import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainTextOf } from '../../../../renderer/features/person/plain-text.ts';
import { visibleTextOf } from '../../../../renderer/features/person/visible-text.ts';

describe('plain text', () => {
  test.each([
    ['no markup & nothing else', 'no markup & nothing else'],
    ['a < b and c > d', 'a < b and c > d'],
    ['&amp; stays where there is no markup', '&amp; stays where there is no markup'],
    ['<p>One</p>\n<p>Two</p>', 'One\nTwo'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['line<br/>line', 'line\nline'],
    ['<b>R&amp;D</b> &lt;x&gt; &#228; &#xe4; &euro;', 'R&D <x> ä ä &euro;'],
    ['<p>&#1114112;</p>', '&#1114112;'],
    ['<surname>', '<surname>'],
    ['<p>text</p><script>x</script>', '<p>text</p><script>x</script>'],
    ['<a href="javascript:x">y</a>', '<a href="javascript:x">y</a>'],
  ])('of %s', (text, plain) => {
    expect(plainTextOf(text)).toBe(plain);
  });

  test('loses no text without angle brackets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const harmless = text.replaceAll('<', '');
        expect(plainTextOf(harmless)).toBe(harmless);
      }),
    );
  });

  test('is quick with hostile lengths', () => {
    const text = '<p '.repeat(50_000);
    expect(plainTextOf(text)).toBe(text);
  });
});

describe('visible text', () => {
  test.each([
    ['plain.id@example.com', 'plain.id@example.com'],
    ['with blank', 'with blank'],
    ['zero\u200bwidth', 'zero[U+200B]width'],
    ['bidi\u202e', 'bidi[U+202E]'],
    ['nul\u0000', 'nul[U+0000]'],
    ['no\u00a0break', 'no[U+00A0]break'],
    ['hangul\u3164filler', 'hangul[U+3164]filler'],
    ['tag\u{e0041}', 'tag[U+E0041]'],
    ['Ünï王', 'Ünï王'],
  ])('of %j', (text, visible) => {
    expect(visibleTextOf(text)).toBe(visible);
  });

  test('shows different ids differently', () => {
    const ids = fc.string({ unit: fc.constantFrom('a', 'b', '\u200b', '\u202e', ' ', '\u00a0') });
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        expect(visibleTextOf(one) === visibleTextOf(other)).toBe(one === other);
      }),
    );
  });
});
