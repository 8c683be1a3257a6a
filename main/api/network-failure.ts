import type { ErrorCode, ErrorReason } from '../../preload/model/app-error.ts';

/** What a failure of the connection means to the user. */
export interface NetworkFailure {
  readonly code: Extract<ErrorCode, 'network' | 'timeout' | 'invalid'>;
  readonly reason: ErrorReason | null;
  readonly retryable: boolean;
  /** One sentence or two; `{host}` stands for the server's name. */
  readonly message: string;
}

function network(reason: ErrorReason | null, message: string): NetworkFailure {
  // A redirect, a certificate or an address stays as it is until somebody changes it.
  const lasting = reason === 'redirected' || reason === 'certificate';
  return { code: 'network', reason, retryable: !lasting, message };
}

/** How each system is told to trust a company's own certificate authority, for all of its programs. */
const waysToTrust: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32:
    'open it, choose “Install Certificate” and the store “Trusted Root Certification Authorities”',
  darwin: 'add it to the keychain “System” in Keychain Access and set it to “Always Trust”',
  // Chromium does not look at /etc/ssl on Linux, but at the database of NSS.
  linux:
    'add it with: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n company -i company.crt (from the package libnss3-tools or nss-tools)',
};

const wayToTrust = waysToTrust[process.platform] ?? 'add it to the trusted authorities';

/** The named failures; every one of them is told apart by what the user has to do. */
export const networkFailures = {
  hostUnknown: network(
    'host-unknown',
    'There is no server named {host} on this network. Check the address, or connect to the network or VPN that it belongs to.',
  ),
  refused: network(
    'refused',
    '{host} refuses the connection. Check the address and the port, or ask whether the server is running.',
  ),
  offline: network(
    'offline',
    'This computer has no way to {host}. Check your network connection and try again.',
  ),
  timeout: {
    code: 'timeout',
    reason: null,
    retryable: true,
    message: '{host} took too long to answer. Try again in a moment.',
  },
  lost: network(null, 'The connection to {host} was lost. Try again.'),
  other: network(null, 'The connection to {host} failed. Check your network and try again.'),
  damaged: network(
    'bad-answer',
    'The answer of {host} was damaged or stopped half-way. Try again; if it goes on, ask about proxies between you and the server.',
  ),
  redirected: network(
    'redirected',
    '{host} sends on to another address, which Rollcall never follows with your data. Sign in with the final address, often the one with https.',
  ),
  proxy: network(
    'offline',
    'The proxy of this computer cannot be reached. Check the proxy settings of your system, or connect to your company’s network.',
  ),
  proxyRefuses: network(
    null,
    'The proxy of your network does not let Rollcall through to {host}. Ask your administrator to allow it.',
  ),
  blockedPort: {
    code: 'invalid',
    reason: 'bad-address',
    retryable: false,
    message: 'The port of {host} is reserved for another kind of service. Check the address.',
  },
  certificateExpired: network(
    'certificate',
    'The certificate of {host} is expired or not valid yet. Check the clock of this computer, then ask the server’s administrator to renew the certificate.',
  ),
  certificateHost: network(
    'certificate',
    'The certificate of {host} is made out to another name. Check the address, or ask the server’s administrator for a certificate with this name.',
  ),
  certificateIssuer: network(
    'certificate',
    `Nobody whom this computer trusts vouches for {host}. If your company has its own certificate authority, it belongs into the certificate store of this computer: get its certificate from your administrator, ${wayToTrust}. Then start Rollcall again.`,
  ),
  certificateRevoked: network(
    'certificate',
    'The certificate of {host} was withdrawn. Do not sign in, and tell the server’s administrator.',
  ),
  clientCertificate: network(
    'certificate',
    '{host} wants a client certificate, which Rollcall does not have. Ask the server’s administrator for an address without one.',
  ),
  oldEncryption: network(
    'certificate',
    '{host} offers only outdated encryption. Ask the server’s administrator to allow TLS 1.2 or newer.',
  ),
  noEncryption: network(
    null,
    '{host} does not speak https at this port. Check the port, or whether the address begins with http.',
  ),
} as const satisfies Record<string, NetworkFailure>;

/** The names of the failures that are told apart. */
export type FailureName = keyof typeof networkFailures;
