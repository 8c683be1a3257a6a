import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { parseBaseUrl } from '../../../../main/api/base-url.ts';
import { buildUrl, encodeSegment } from '../../../../main/api/request-url.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { corePath, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();

const awkward = [
  ...'!$&\'()*+,;=:@?#[]{}|^`<>~%" \t\r\n\u0000\u007f\u0085\u200b\u202e\ufeff'.split(''),
  ...['x?y=', '?', '#', 'a#b', 'a?alf_ticket=x', '%', '%2f', '%2F', '%5c', '%2e', '%2e%2e', '%2E.'],
  ...[
    '%00',
    '%',
    '%zz',
    '%c0%ae',
    '%252f',
    '..;',
    '..;x',
    ';',
    ';jsessionid=1',
    '.;',
    '...',
    '....',
  ],
  ...['@evil.example', 'user:pass@evil', 'http:evil', 'javascript:alert(1)', '-me-', '-default-'],
  ...[
    'a+b',
    'a b',
    ' a',
    'a ',
    'a%20b',
    'a&b',
    'a=b',
    'ä',
    'Ä',
    'ß',
    'İ',
    'ı',
    '中文',
    'عربي',
    '😀',
  ],
  ...['e\u0301', '\u212b', '\uff0e\uff0e', '\uff0f', '\u2215', '\u2044', '．．', '＼'],
  ...['GROUP_x', 'null', 'undefined', '0', '-1', '[object Object]', '__proto__', 'constructor'],
  ...[
    "' or 1=1 --",
    '<script>',
    '${7*7}',
    '{{7*7}}',
    '$(id)',
    '`id`',
    '|id',
    'CON',
    'a'.repeat(1000),
  ],
  ...[
    'avatar',
    'people',
    'sites',
    '~',
    '~root',
    '*',
    '**',
    'x\tavatar',
    'x\navatar',
    '\rSet-Cookie',
  ],
];

const refused = ['', '.', '..', '../sites', '..\\sites', '/', '\\', 'a/b', 'a\\b', './a', '..;/'];
const elsewhere = ['/etc/passwd', '//evil.example', '\\\\evil', 'a/../b', 'http://evil.example/'];

describe('hostile ids', () => {
  it('are more than a hundred', () => {
    expect(new Set(awkward).size).toBeGreaterThan(100);
  });

  it('stay one segment of one path on the wire', async () => {
    const server = current();
    for (const id of awkward) {
      await server.client.people.get(id);
      expect(server.last().url).toBe(`${corePath}/people/${encodeURIComponent(id)}`);
      expect(server.last().headers.host).toBe(new URL(server.baseUrl).host);
    }
  });

  it.each([...refused, ...elsewhere, '\ud800'])('are refused before sending: %j', async (id) => {
    const { client, requests } = current();
    const calls = [
      client.people.get(id),
      client.people.update(id, {}),
      client.avatars.get(id),
      client.avatars.put(id, { bytes: new Uint8Array(1), contentType: 'image/png' }),
      client.avatars.delete(id),
      client.passwordReset.request(id, 'share'),
      client.passwordReset.complete(id, { password: 'p', id: 'i', key: 'k' }),
    ];
    for (const call of calls) {
      expect(await appErrorOf(call)).toMatchObject({ code: 'invalid', retryable: false });
    }
    expect(requests).toHaveLength(0);
  });

  it('always lead below the pinned address', () => {
    const baseUrl = 'https://ecm.example.com:8443/ecm';
    const context = { host: 'ecm.example.com', traceId: 't', secrets: [] };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        fc.pre(encodeSegment(id) !== null);
        const url = new URL(buildUrl(baseUrl, { root: 'core', segments: ['people', id] }, context));
        expect(url.origin).toBe('https://ecm.example.com:8443');
        const prefix = '/ecm/api/-default-/public/alfresco/versions/1/people/';
        expect(url.pathname.startsWith(prefix)).toBe(true);
        expect(decodeURIComponent(url.pathname.slice(prefix.length))).toBe(id);
        expect(url.search + url.hash).toBe('');
      }),
    );
  });
});

describe('the base address', () => {
  it('is pinned in its one spelling', () => {
    expect(parseBaseUrl('https://ecm.example.com/alfresco/')).toEqual({
      href: 'https://ecm.example.com/alfresco',
      host: 'ecm.example.com',
    });
  });

  it.each([
    'ftp://host/alfresco',
    'file:///alfresco',
    'https://user:pass@host/alfresco',
    'https://host/alfresco?x=1',
    'https://host/alfresco#x',
    'https://host/a/../alfresco',
    'https://HOST/alfresco',
    'https://host:443/alfresco',
    'host/alfresco',
    '',
  ])('is refused as %j', (baseUrl) => {
    expect(() => createAlfrescoClient({ baseUrl, fetch, authorization: () => null })).toThrow(
      TypeError,
    );
  });
});
