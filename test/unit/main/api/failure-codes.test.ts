import { describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';

function failingWith(error: Error) {
  const client = createAlfrescoClient({
    baseUrl: 'https://ecm.example.com/alfresco',
    fetch: () => Promise.reject(error),
    authorization: () => 'TICKET_1',
  });
  return appErrorOf(client.people.get('alice'));
}

function ofNode(code: string): Error {
  const cause = Object.assign(new Error('details'), { code });
  return new TypeError('fetch failed', { cause });
}

describe('the errors of Electron and of Node', () => {
  // Each row: Chromium's code, Node's codes for the same, and what they mean.
  it.each<[string, string[], string, string | null, RegExp]>([
    ['ERR_CONNECTION_REFUSED', ['ECONNREFUSED'], 'network', 'refused', /refuses/],
    ['ERR_NAME_NOT_RESOLVED', ['ENOTFOUND', 'EAI_AGAIN'], 'network', 'host-unknown', /no server/],
    ['ERR_INTERNET_DISCONNECTED', ['ENETUNREACH'], 'network', 'offline', /network connection/],
    ['ERR_ADDRESS_UNREACHABLE', ['EHOSTUNREACH'], 'network', 'offline', /network connection/],
    ['ERR_CONNECTION_TIMED_OUT', ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'], 'timeout', null, /long/],
    ['ERR_CONNECTION_RESET', ['ECONNRESET', 'EPIPE'], 'network', null, /lost/],
    ['ERR_EMPTY_RESPONSE', ['UND_ERR_SOCKET'], 'network', null, /lost/],
    [
      'ERR_CERT_DATE_INVALID',
      ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
      'network',
      'certificate',
      /expired/,
    ],
    [
      'ERR_CERT_COMMON_NAME_INVALID',
      ['ERR_TLS_CERT_ALTNAME_INVALID'],
      'network',
      'certificate',
      /another name/,
    ],
    [
      'ERR_CERT_AUTHORITY_INVALID',
      [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'CERT_UNTRUSTED',
      ],
      'network',
      'certificate',
      /certificate store/,
    ],
    ['ERR_CERT_REVOKED', ['CERT_REVOKED'], 'network', 'certificate', /withdrawn/],
    [
      'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
      ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
      'network',
      'certificate',
      /outdated/,
    ],
    ['ERR_SSL_PROTOCOL_ERROR', ['ERR_SSL_WRONG_VERSION_NUMBER'], 'network', null, /https/],
    ['ERR_CONTENT_DECODING_FAILED', ['Z_DATA_ERROR'], 'network', 'bad-answer', /damaged/],
    ['ERR_INVALID_HTTP_RESPONSE', ['HPE_INVALID_CONSTANT'], 'network', 'bad-answer', /damaged/],
    ['ERR_TOO_MANY_REDIRECTS', [], 'network', 'redirected', /final address/],
    ['ERR_PROXY_CONNECTION_FAILED', [], 'network', 'offline', /proxy/],
    ['ERR_TUNNEL_CONNECTION_FAILED', [], 'network', null, /proxy/],
    ['ERR_SOMETHING_OF_THE_FUTURE', [], 'network', null, /failed/],
  ])('%s', async (chromium, node, code, reason, sentence) => {
    const errors = [new Error(`net::${chromium}`), ...node.map(ofNode)];
    for (const error of errors) {
      const data = await failingWith(error);
      expect(data).toMatchObject({ code, reason });
      expect(data.message).toMatch(sentence);
      expect(data.message).not.toContain('{host}');
    }
  });

  it('calls a redirect by its name where Electron throws it', async () => {
    expect(await failingWith(new Error('Redirect was cancelled'))).toMatchObject({
      code: 'network',
      reason: 'redirected',
    });
  });

  it('reads through the two addresses that Node has tried', async () => {
    const tried = ['::1', '127.0.0.1'].map(() =>
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    );
    const error = new TypeError('fetch failed', { cause: new AggregateError(tried) });
    expect(await failingWith(error)).toMatchObject({ reason: 'refused' });
  });

  it('is Rollcall’s own bug where no connection failed', async () => {
    expect(await failingWith(new RangeError('of a programmer'))).toMatchObject({ code: 'bug' });
  });
});
