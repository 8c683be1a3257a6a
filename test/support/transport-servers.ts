import { behaveByPath, goodPerson, sendJson } from './hostile-behaviours.ts';
import {
  findRefusingOrigin,
  startHostileServer,
  type Behaviour,
  type HostileServer,
} from './hostile-server.ts';
import { createTestCertificate } from './tls-certificate.ts';

/** Where the transport cases find their servers: plain data, to be handed to another process. */
export interface TransportAddresses {
  /** Behaves by the first segment of the path. */
  readonly hostile: string;
  /** Must never be asked anything. */
  readonly canary: string;
  readonly refused: string;
  readonly tls: {
    readonly selfSigned: string;
    readonly expired: string;
    readonly notYetValid: string;
    readonly otherHost: string;
    readonly unknownIssuer: string;
    readonly onlyTls10: string;
    /** Plain http where https is expected. */
    readonly noTls: string;
    /** As it should be, for whoever trusts `authority`. */
    readonly good: string;
  };
}

/** The servers of the transport cases, running. */
export interface TransportServers {
  readonly addresses: TransportAddresses;
  /** The certificate authority that vouches for all but `selfSigned` and `unknownIssuer`. */
  readonly authority: string;
  readonly hostile: HostileServer;
  readonly canary: HostileServer;
  /** Requests that came through TLS to a server with something wrong about it. */
  requestsThroughBadTls(): number;
  close(): Promise<void>;
}

/** Starts a server for every kind of trouble, all on loopback. */
export async function startTransportServers(): Promise<TransportServers> {
  const authority = createTestCertificate({ name: 'Rollcall test authority', isAuthority: true });
  const stranger = createTestCertificate({ name: 'A strange authority', isAuthority: true });
  const hosts = ['127.0.0.1', 'localhost'];
  const base = { name: 'A test server', hosts, issuer: authority };
  const dayMs = 86_400_000;
  const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs);
  const good = createTestCertificate(base);
  const certificates = {
    selfSigned: createTestCertificate({ name: 'Self-signed', hosts }),
    expired: createTestCertificate({
      ...base,
      notBefore: daysFromNow(-9),
      notAfter: daysFromNow(-2),
    }),
    notYetValid: createTestCertificate({ ...base, notBefore: daysFromNow(2) }),
    otherHost: createTestCertificate({ ...base, hosts: ['ecm.example.com'] }),
    unknownIssuer: createTestCertificate({ ...base, issuer: stranger }),
  };
  const answer: Behaviour = (_request, response) => sendJson(response, 200, goodPerson);
  const bad = await Promise.all(
    Object.entries(certificates).map(async ([name, certificate]) => {
      return [name, await startHostileServer(answer, certificate)] as const;
    }),
  );
  const onlyTls10 = await startHostileServer(answer, {
    ...good,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const [hostile, canary, trusted] = await Promise.all([
    startHostileServer(behaveByPath),
    startHostileServer((_request, response) => sendJson(response, 200, '{}')),
    startHostileServer(answer, good),
  ]);
  const badServers = [...bad.map(([, server]) => server), onlyTls10];
  const badOrigins = Object.fromEntries(
    bad.map(([name, server]) => [name, server.origin]),
  ) as Record<keyof typeof certificates, string>;
  return {
    addresses: {
      hostile: hostile.origin,
      canary: canary.origin,
      refused: await findRefusingOrigin(),
      tls: {
        ...badOrigins,
        onlyTls10: onlyTls10.origin,
        noTls: `https://127.0.0.1:${hostile.port}`,
        good: trusted.origin,
      },
    },
    authority: authority.cert,
    hostile,
    canary,
    requestsThroughBadTls: () =>
      badServers.reduce((total, server) => total + server.requests.length, 0),
    async close() {
      await Promise.all([hostile, canary, trusted, ...badServers].map((server) => server.close()));
    },
  };
}
