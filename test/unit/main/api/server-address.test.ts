import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../../../../main/api/base-url.ts';
import { candidateBaseUrls, isPlainHttpElsewhere } from '../../../../main/api/server-address.ts';
import { AppError } from '../../../../preload/model/app-error.ts';

const both = (rest: string): string[] => [`https://${rest}`, `http://${rest}`];
const here = (rest: string): string[] => [`http://${rest}`, `https://${rest}`];

describe('candidateBaseUrls', () => {
  it.each<[string, string[]]>([
    ['ecm.example.com', both('ecm.example.com/alfresco')],
    ['  ecm.example.com/ ', both('ecm.example.com/alfresco')],
    ['ecm.example.com:8080', both('ecm.example.com:8080/alfresco')],
    ['ecm.example.com:8080/alfresco', both('ecm.example.com:8080/alfresco')],
    ['ecm.example.com/alfresco///', both('ecm.example.com/alfresco')],
    ['ecm.example.com/share', both('ecm.example.com/alfresco')],
    ['ecm.example.com/share/page/user/admin/dashboard', both('ecm.example.com/alfresco')],
    ['ecm.example.com/workspace/#/personal-files', both('ecm.example.com/alfresco')],
    ['ecm.example.com/dms/share/page', both('ecm.example.com/dms/alfresco')],
    ['ecm.example.com/alfresco/api/-default-/public', both('ecm.example.com/alfresco')],
    ['ecm.example.com/ecm', both('ecm.example.com/ecm')],
    ['ecm.example.com/ecm/', both('ecm.example.com/ecm')],
    ['ECM.Example.COM/Alfresco', both('ecm.example.com/alfresco')],
    ['ecm.example.com?x=1#y', both('ecm.example.com/alfresco')],
    ['https://ecm.example.com', ['https://ecm.example.com/alfresco']],
    ['HTTPS://ECM.EXAMPLE.COM/SHARE/', ['https://ecm.example.com/alfresco']],
    ['http://ecm.example.com:8080/share', ['http://ecm.example.com:8080/alfresco']],
    ['http:ecm.example.com', ['http://ecm.example.com/alfresco']],
    ['https://ecm.example.com:443/', ['https://ecm.example.com/alfresco']],
    [
      'ecm.example.com:443',
      ['https://ecm.example.com/alfresco', 'http://ecm.example.com:443/alfresco'],
    ],
    ['ecm', both('ecm/alfresco')],
    ['192.168.1.7:8080', both('192.168.1.7:8080/alfresco')],
    ['localhost', here('localhost/alfresco')],
    ['localhost:8080/share', here('localhost:8080/alfresco')],
    ['alfresco.localhost', here('alfresco.localhost/alfresco')],
    ['127.0.0.1:8080', here('127.0.0.1:8080/alfresco')],
    ['::1', here('[::1]/alfresco')],
    ['[::1]:8080', here('[::1]:8080/alfresco')],
    ['2001:db8::7', both('[2001:db8::7]/alfresco')],
    ['[2001:DB8::7]:8443/share', both('[2001:db8::7]:8443/alfresco')],
    ['bücher.example', both('xn--bcher-kva.example/alfresco')],
    ['https://例え.テスト', ['https://xn--r8jz45g.xn--zckzah/alfresco']],
    ['ecm.example.com\\share', both('ecm.example.com/alfresco')],
    ['ecm.example.com/a/../share', both('ecm.example.com/alfresco')],
  ])('%s', (typed, expected) => {
    expect(candidateBaseUrls(typed)).toEqual(expected);
  });

  it.each([
    ['', /Type the address/],
    ['   ', /Type the address/],
    ['ecm example.com', /no blanks/],
    ['https://ecm.\nexample.com', /no blanks/],
    ['javascript:alert(1)', /begins with https/],
    ['javascript:1', /begins with https/],
    ['data:text/html,x', /begins with https/],
    ['file:///etc/passwd', /begins with https/],
    ['ftp://ecm.example.com', /begins with https/],
    ['ldap://ecm.example.com', /begins with https/],
    ['smb://server/share', /begins with https/],
    ['user:pass@ecm.example.com', /Leave user name/],
    ['user@ecm.example.com', /Leave user name/],
    ['https://user:pass@ecm.example.com/alfresco', /Leave user name/],
    ['https://', /not an address/],
    ['ecm.example.com:99999', /not an address/],
    ['https://[::1', /not an address/],
    ['http://ex<mple', /not an address/],
  ])('refuses %j', (typed, sentence) => {
    let refusal: unknown;
    try {
      candidateBaseUrls(typed);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(AppError);
    const data = refusal instanceof AppError ? refusal.data : undefined;
    expect(data).toMatchObject({ code: 'invalid', reason: 'bad-address', retryable: false });
    expect(data?.fields?.address).toMatch(sentence);
    expect(JSON.stringify(data)).not.toContain('pass@');
  });

  it('answers addresses that can be pinned, or refuses; whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (typed) => {
        let candidates: string[];
        try {
          candidates = candidateBaseUrls(typed);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          return;
        }
        for (const candidate of candidates) {
          expect(parseBaseUrl(candidate).href).toBe(candidate);
          expect(candidateBaseUrls(candidate)).toEqual([candidate]);
        }
      }),
    );
  });
});

describe('isPlainHttpElsewhere', () => {
  it.each([
    ['http://ecm.example.com/alfresco', true],
    ['http://192.168.1.7/alfresco', true],
    ['http://127.0.0.1.example.com/alfresco', true],
    ['http://localhost.example.com/alfresco', true],
    ['http://0.0.0.0/alfresco', true],
    ['https://ecm.example.com/alfresco', false],
    ['http://localhost:8080/alfresco', false],
    ['http://127.0.0.1/alfresco', false],
    ['http://127.1/alfresco', false],
    ['http://[::1]:8080/alfresco', false],
  ])('%s: %s', (url, expected) => {
    expect(isPlainHttpElsewhere(url)).toBe(expected);
  });
});
