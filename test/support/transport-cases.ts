import { createAlfrescoClient } from '../../main/api/client.ts';
import type { AlfrescoClient, FetchFunction } from '../../main/services/ports/alfresco.ts';
import { listPeople } from './page-answers.ts';
import { AppError } from '../../preload/model/app-error.ts';
import type { TransportAddresses } from './transport-servers.ts';

/** How a call ended. */
export interface Observed {
  readonly code: string;
  readonly reason: string | null;
  readonly message: string;
}

/** One kind of trouble, with what the client must make of it over any fetch. */
export interface TransportCase {
  readonly name: string;
  readonly expected: { readonly code: string; readonly reason: string | null };
  /** A part of the sentence, where users have to do one thing or another. */
  readonly says?: string;
  /** Runs the case; answers how it ended, which is `succeeded` where nothing went wrong. */
  readonly run: (fetch: FetchFunction, addresses: TransportAddresses) => Promise<Observed>;
}

/** Secrets that no error, address or canary may ever show. */
export const canarySecrets = {
  ticket: 'TICKET_canary-5f1d',
  password: 'canary-pass-77e1',
  oldPassword: 'canary-old-90b2',
  resetKey: 'canary-key-31c4',
} as const;

/** Every call of the client, each with a secret in it where the call has one. */
export const everyCall: Readonly<Record<string, (client: AlfrescoClient) => Promise<unknown>>> = {
  'tickets.create': (client) =>
    client.tickets.create({ userId: 'alice', password: canarySecrets.password }),
  'tickets.get': (client) => client.tickets.get(),
  'tickets.delete': (client) => client.tickets.delete(),
  'discovery.get': (client) => client.discovery.get(),
  'people.list': (client) => listPeople(client, { maxItems: 10 }),
  'people.get': (client) => client.people.get('alice'),
  'people.create': (client) =>
    client.people.create({
      id: 'zoe',
      firstName: 'Zoe',
      email: 'zoe@example.com',
      password: canarySecrets.password,
    }),
  'people.update': (client) =>
    client.people.update('alice', {
      password: canarySecrets.password,
      oldPassword: canarySecrets.oldPassword,
    }),
  'avatars.get': (client) => client.avatars.get('alice'),
  'avatars.put': (client) =>
    client.avatars.put('alice', { bytes: new Uint8Array(64), contentType: 'image/png' }),
  'avatars.delete': (client) => client.avatars.delete('alice'),
  'passwordReset.request': (client) => client.passwordReset.request('alice', 'share'),
  'passwordReset.complete': (client) =>
    client.passwordReset.complete('alice', {
      password: canarySecrets.password,
      id: 'activiti$1',
      key: canarySecrets.resetKey,
    }),
};

/** What a call was rejected with; `succeeded` where it was not. */
export async function observe(call: Promise<unknown>): Promise<Observed> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.data.code, reason: error.data.reason, message: error.data.message };
  }
  return { code: 'succeeded', reason: null, message: '' };
}

const network = (reason: string | null) => ({ code: 'network', reason });
const tooLarge = { code: 'too-large', reason: 'bad-answer' };
const timeout = { code: 'timeout', reason: null };

function getAlice(
  name: string,
  expected: TransportCase['expected'],
  baseUrl: (addresses: TransportAddresses) => string,
  timeoutMs = 20_000,
): TransportCase {
  return {
    name,
    expected,
    run: (fetch, addresses) => {
      const client = createAlfrescoClient({
        baseUrl: baseUrl(addresses),
        fetch,
        authorization: () => canarySecrets.ticket,
        timeoutMs,
      });
      return observe(client.people.get('alice'));
    },
  };
}

function answered(
  behaviour: string,
  expected: TransportCase['expected'],
  timeoutMs?: number,
): TransportCase {
  return getAlice(
    `answer: ${behaviour}`,
    expected,
    ({ hostile }) => `${hostile}/${behaviour}/alfresco`,
    timeoutMs,
  );
}

function redirected(status: number, call: string): TransportCase {
  return {
    name: `redirect ${status} of ${call} to another host`,
    expected: network('redirected'),
    run: (fetch, { hostile, canary }) => {
      const target = encodeURIComponent(`${canary}/alfresco`);
      const client = createAlfrescoClient({
        baseUrl: `${hostile}/redirect-${status}-${target}/alfresco`,
        fetch,
        authorization: () => canarySecrets.ticket,
      });
      return observe(everyCall[call]?.(client) ?? Promise.resolve());
    },
  };
}

/** What is wrong with each server, in the words that tell users what to do about it. */
const badTls = {
  selfSigned: 'Nobody whom this computer trusts',
  unknownIssuer: 'Nobody whom this computer trusts',
  expired: 'expired or not valid yet',
  notYetValid: 'expired or not valid yet',
  otherHost: 'made out to another name',
  onlyTls10: 'outdated encryption',
} as const;

/**
 * Certificates, for a computer that trusts the authority of the test: one that does not finds an
 * unknown issuer first, whatever else is wrong.
 */
export const tlsCases: readonly TransportCase[] = [
  getAlice('TLS: good', { code: 'succeeded', reason: null }, ({ tls }) => `${tls.good}/alfresco`),
  ...Object.entries(badTls).map(([name, says]) => ({
    ...getAlice(
      `TLS: ${name}`,
      network('certificate'),
      ({ tls }) => `${tls[name as keyof typeof badTls]}/alfresco`,
    ),
    says,
  })),
];

const redirectCases = [301, 302, 303, 307, 308].flatMap((status) =>
  Object.keys(everyCall).map((call) => redirected(status, call)),
);

/** The table that Node's fetch and Electron's `net.fetch` both have to pass, with `tlsCases`. */
export const transportCases: readonly TransportCase[] = [
  answered('good', { code: 'succeeded', reason: null }),
  getAlice('nobody listens', network('refused'), ({ refused }) => `${refused}/alfresco`),
  getAlice('no such host', network('host-unknown'), () => 'http://ecm.rollcall.invalid/alfresco'),
  getAlice('http where https is expected', network(null), ({ tls }) => `${tls.noTls}/alfresco`),
  ...[
    'login-page',
    'login-page-as-json',
    'empty',
    'no-content',
    'cut-json',
    'other-json',
    'two-answers',
    'length-too-long',
    'length-too-short',
    'bad-gzip',
    'cut-gzip',
    'proto-key',
    'constructor-key',
    'prototype-key',
    'escaped-proto-key',
    'deep',
    'bad-utf8',
    'reset-in-body',
    'foreign-404',
  ].map((behaviour) => answered(behaviour, network('bad-answer'))),
  answered('endless', tooLarge),
  answered('gzip-bomb', tooLarge),
  answered('slow-head', timeout, 300),
  answered('slow-body', timeout, 300),
  answered('reset-before-head', network(null)),
  answered('closed-before-head', network(null)),
  ...redirectCases,
];
