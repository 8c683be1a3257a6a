import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResetLink, type ResetKey } from '../../../preload/rules/reset-link.ts';

const reset = fc.record({
  id: fc.nat({ max: 9_999_999 }).map((number) => `activiti$${number}`),
  key: fc.uuid(),
});

const page = fc.constantFrom(
  'https://ecm.example.com/share/page/reset-password',
  'http://localhost:8080/share/page/reset-password',
  'https://ecm.example.com/share/page/reset-password?lang=de',
  'https://ecm.example.com/#/reset-password',
);

/** A link as Alfresco or a mail program writes it, its parameters in any order. */
const links = fc.record({
  page,
  reset,
  isIdFirst: fc.boolean(),
  dollar: fc.constantFrom('$', '%24'),
});

function linkOf(link: {
  page: string;
  reset: ResetKey;
  isIdFirst: boolean;
  dollar: string;
}): string {
  const id = `id=${link.reset.id.replace('$', () => link.dollar)}`;
  const key = `key=${link.reset.key}`;
  const parameters = link.isIdFirst ? `${id}&${key}` : `${key}&${id}`;
  return `${link.page}${link.page.includes('?') ? '&' : '?'}${parameters}`;
}

const before = 'Hello Ada,\n\nsomebody has asked for a new password for you. Open this link:\n\n';
const after = '\n\n3 things more: it holds for 1 hour. <https://ecm.example.com/share?id=logo>\n';

const disguises: Readonly<Record<string, (link: string) => string>> = {
  'as it is': (link) => link,
  'in brackets': (link) => `<${link}>`,
  'in a sentence': (link) => `Open ${link}.`,
  'in the text of a mail': (link) => before + link + after,
  'in a reply': (link) => (before + link + after).replaceAll('\n', '\r\n> '),
  'in HTML': (link) => `<p>Hello</p><a href="${link.replaceAll('&', '&amp;')}">Link</a>`,
  'with numbers for characters': (link) =>
    `<a href='${link.replaceAll('$', '&#36;').replaceAll('=', '&#x3D;')}'>`,
  'as quoted-printable': (link) =>
    (before + link + after).replaceAll('=', '=3D').replace(/[^\n]{74}/g, '$&=\r\n'),
  'behind the link of a mail filter': (link) =>
    `https://filter.example.net/?url=${encodeURIComponent(link)}&data=05%7C01&reserved=0`,
  'after another link with an id': (link) =>
    `https://ecm.example.com/share?id=logo&v=2 ${link} https://ecm.example.com/?key=other`,
};

describe('the link of a reset mail', () => {
  it.each(Object.entries(disguises))('is read %s', (_name, disguise) => {
    fc.assert(
      fc.property(links, (link) => {
        expect(readResetLink(disguise(linkOf(link)))).toEqual(link.reset);
      }),
    );
  });

  it('is read where a mail program has broken it in two', () => {
    fc.assert(
      fc.property(links, fc.double({ min: 0, max: 1, noNaN: true }), (link, place) => {
        const text = linkOf(link);
        // Within the number of the id nobody can tell whether it goes on.
        const end = link.isIdFirst ? text.indexOf('id=') : text.indexOf('&id=');
        const rest = text.slice(text.indexOf('key='));
        const at = link.isIdFirst
          ? text.indexOf('key=') + Math.floor(place * (rest.length - 1)) + 1
          : Math.floor(place * end);
        const broken = `${text.slice(0, at)}\n${text.slice(at)}`;
        expect(readResetLink(before + broken + after)).toEqual(link.reset);
      }),
    );
  });

  it('takes the first of several, and never half of one and half of another', () => {
    fc.assert(
      fc.property(links, links, (first, second) => {
        expect(readResetLink(`${linkOf(first)}\n${linkOf(second)}`)).toEqual(first.reset);
      }),
    );
  });

  it('leaves a key alone that looks escaped', () => {
    const key = '3D3D3D3D-1111-4222-8333-444444444444';
    expect(readResetLink(`https://h/p?key=${key}&id=activiti$7`)).toEqual({
      id: 'activiti$7',
      key,
    });
  });

  it('takes what another version might write', () => {
    expect(readResetLink('https://h/p?key=abc&id=flow-7')).toEqual({ id: 'flow-7', key: 'abc' });
  });

  it.each([
    '',
    'https://ecm.example.com/share/page/reset-password',
    'https://h/p?key=abc',
    'https://h/p?id=activiti$7',
    'https://h/p?id=&key=',
    'https://h/p?id=activiti$7&key=%E0%A4%A',
    'https://h/p?id=activiti$7 https://h/p?key=abc',
    'monkey=abc&paid=activiti$7',
  ])('is not found in %j', (text) => {
    expect(readResetLink(text)).toBeNull();
  });

  it('answers nothing that was not in the text, whatever the text is', () => {
    const pieces = fc.constantFrom(
      '?',
      '&',
      'id=',
      'key=',
      '%',
      '=',
      '\n',
      '&#',
      ';',
      '3D',
      '$1',
      'a',
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const found = readResetLink(text);
        if (found === null) return;
        expect(found.id).not.toBe('');
        expect(found.key).not.toBe('');
        expect(found.id.length + found.key.length).toBeLessThan(text.length);
      }),
      { numRuns: 200 },
    );
  });

  // Each of these would keep a careless pattern busy for minutes: the test's time limit is its check.
  it.each([' ', '>', '=', '=\r\n', '&', '&#', '%', '?id=', '&key=a', '?id=a&key', 'a', '<'])(
    'does not take long over 20,000 times %j',
    (piece) => {
      expect(readResetLink(piece.repeat(20_000).slice(0, 20_000))).toBeNull();
    },
  );
});
