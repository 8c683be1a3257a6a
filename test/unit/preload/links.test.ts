import { describe, expect, it } from 'vitest';
import { linkFor } from '../../../preload/rules/links.ts';

const hostile = [
  'file:///etc/passwd',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:{}',
  'search-ms:query=a&crumb=location:\\\\evil.example',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'https://evil.example/',
  '//evil.example/share',
  '\\\\evil.example\\share',
  '\\\\?\\C:\\Windows\\System32\\calc.exe',
  'C:\\Windows\\System32\\calc.exe',
  '/usr/bin/true',
  'a@example.com?attach=/etc/passwd',
  'a@example.com?cc=b@evil.example',
  'a@example.com&bcc=b@evil.example',
  'a@example.com,b@evil.example',
  'a@example.com;b@evil.example',
  'a@example.com b@evil.example',
  'a@example.com%0ABcc:b@evil.example',
  'a%0d%0aBcc%3ab@example.com',
  'a@example.com\r\nBcc: b@evil.example',
  'a\u0000b@example.com',
  'a@exаmple.com',
  'аdmin@example.com',
  'a@example.com\u202emoc.live',
  'a@example.com\u200b',
  'a@@example.com',
  'a@b@example.com',
  '@example.com',
  'a@',
  'a@.example.com',
  'a@example..com',
  'a@-example.com',
  'a.@example.com',
  '"a b"@example.com',
  '<a@example.com>',
  'mailto:a@example.com',
  'a@[127.0.0.1]',
  'a@example.com:25',
  'a@example.com/../..',
  'a#b@example.com',
  `${'a'.repeat(250)}@example.com`,
  '*#06#',
  '+49*21#',
  'tel:+4930123',
  '+49 30 123;phone-context=evil.example',
  '+49 30 123,,1234',
  '٠١٢٣٤٥',
  '１２３４５',
  '+',
  '7',
  '()-',
  '',
  ' ',
];

describe('a link to another program', () => {
  it.each(hostile.map((value) => [JSON.stringify(value), value]))(
    'is never made of %s',
    (_name, value) => {
      expect([linkFor('mailto', value), linkFor('tel', value)]).toEqual([null, null]);
    },
  );

  it.each([
    [
      'mailto',
      ' Ada.Lovelace+work@Mail.example.com ',
      'mailto:Ada.Lovelace%2Bwork@Mail.example.com',
    ],
    ['mailto', "o'neil_x@host", "mailto:o'neil_x@host"],
    ['tel', '+49 (0)30 / 123-45.6', 'tel:+4930123456'],
    ['tel', '(030) 123 45', 'tel:03012345'],
    ['tel', '112', 'tel:112'],
  ] as const)('of %s is written anew: %s', (kind, value, url) => {
    expect(linkFor(kind, value)).toEqual({ kind, url, shown: value.trim() });
  });
});
