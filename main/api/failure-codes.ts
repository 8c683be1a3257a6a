import { networkFailures, type FailureName, type NetworkFailure } from './network-failure.ts';

/**
 * The codes of Node (libuv, OpenSSL, undici) and of Chromium's network stack, by what they mean.
 * Chromium's stand here without their `net::`.
 */
const codesByFailure: Readonly<Partial<Record<FailureName, readonly string[]>>> = {
  hostUnknown: [
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_NONAME',
    'EAI_NODATA',
    'ERR_NAME_NOT_RESOLVED',
    'ERR_NAME_RESOLUTION_FAILED',
    'ERR_ICANN_NAME_COLLISION',
  ],
  refused: ['ECONNREFUSED', 'ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_FAILED'],
  offline: [
    'ENETUNREACH',
    'EHOSTUNREACH',
    'ENETDOWN',
    'EHOSTDOWN',
    'EADDRNOTAVAIL',
    'ERR_INTERNET_DISCONNECTED',
    'ERR_ADDRESS_UNREACHABLE',
    'ERR_ADDRESS_INVALID',
    'ERR_NETWORK_CHANGED',
    'ERR_NETWORK_IO_SUSPENDED',
    'ERR_NETWORK_ACCESS_DENIED',
  ],
  timeout: [
    'ETIMEDOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'ERR_TIMED_OUT',
    'ERR_CONNECTION_TIMED_OUT',
    'TimeoutError',
  ],
  lost: [
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_CLOSED',
    'UND_ERR_DESTROYED',
    'ERR_CONNECTION_RESET',
    'ERR_CONNECTION_CLOSED',
    'ERR_CONNECTION_ABORTED',
    'ERR_EMPTY_RESPONSE',
    'ERR_SOCKET_NOT_CONNECTED',
  ],
  damaged: [
    'Z_DATA_ERROR',
    'Z_BUF_ERROR',
    'ERR_CONTENT_DECODING_FAILED',
    'ERR_CONTENT_DECODING_INIT_FAILED',
    'ERR_CONTENT_LENGTH_MISMATCH',
    'ERR_INCOMPLETE_CHUNKED_ENCODING',
    'ERR_INVALID_CHUNKED_ENCODING',
    'ERR_INVALID_HTTP_RESPONSE',
    'ERR_INVALID_RESPONSE',
    'ERR_RESPONSE_HEADERS_TOO_BIG',
    'UND_ERR_HEADERS_OVERFLOW',
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    'ERR_HTTP2_PROTOCOL_ERROR',
    'ERR_QUIC_PROTOCOL_ERROR',
  ],
  redirected: ['ERR_TOO_MANY_REDIRECTS', 'ERR_UNSAFE_REDIRECT', 'ERR_INVALID_REDIRECT'],
  proxy: [
    'ERR_PROXY_CONNECTION_FAILED',
    'ERR_SOCKS_CONNECTION_FAILED',
    'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
    'ERR_PAC_SCRIPT_FAILED',
    'ERR_NO_SUPPORTED_PROXIES',
  ],
  proxyRefuses: [
    'ERR_TUNNEL_CONNECTION_FAILED',
    'ERR_PROXY_AUTH_UNSUPPORTED',
    'ERR_PROXY_AUTH_REQUESTED',
    'ERR_PROXY_CERTIFICATE_INVALID',
    'ERR_BLOCKED_BY_CLIENT',
    'ERR_BLOCKED_BY_ADMINISTRATOR',
  ],
  blockedPort: ['ERR_UNSAFE_PORT', 'bad port'],
  certificateExpired: [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_CERT_DATE_INVALID',
    'ERR_CERT_VALIDITY_TOO_LONG',
  ],
  certificateHost: [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
    'ERR_CERT_COMMON_NAME_INVALID',
    'ERR_SSL_UNRECOGNIZED_NAME_ALERT',
    'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  ],
  certificateRevoked: ['CERT_REVOKED', 'ERR_CERT_REVOKED'],
  clientCertificate: [
    'ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
    'ERR_BAD_SSL_CLIENT_AUTH_CERT',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  ],
  oldEncryption: [
    'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    'ERR_SSL_OBSOLETE_VERSION',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_DH_KEY_TOO_SMALL',
    'ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY',
    'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
  ],
  noEncryption: [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'ERR_SSL_PROTOCOL_ERROR',
    'EPROTO',
  ],
};

const failureByCode: ReadonlyMap<string, NetworkFailure> = new Map(
  Object.entries(codesByFailure).flatMap(([name, codes]) =>
    codes.map((code): [string, NetworkFailure] => [code, networkFailures[name as FailureName]]),
  ),
);

/** OpenSSL's and Chromium's many names for a chain that ends at nobody we trust. */
const unknownIssuer =
  /^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|INVALID_CA|ERR_CERT_|ERR_SSL_PINNED)/;

/** What both fetches say when a connection fails and they do not know why themselves. */
const fetchFailed = /^(fetch failed|terminated|Failed to fetch|net::)/;

/**
 * Classifies what Node's fetch or Electron's `net.fetch` threw; null where it was no failure of
 * the connection at all. `codes` are the error's codes and names, outermost first.
 */
export function classifyFailure(codes: readonly string[]): NetworkFailure | null {
  // The innermost code is the most exact: undici wraps OpenSSL's.
  for (const code of [...codes].reverse()) {
    const known = failureByCode.get(code);
    if (known !== undefined) return known;
    if (unknownIssuer.test(code)) return networkFailures.certificateIssuer;
    if (code.startsWith('HPE_')) return networkFailures.damaged;
    if (code === 'Redirect was cancelled') return networkFailures.redirected;
  }
  return codes.some((code) => fetchFailed.test(code)) ? networkFailures.other : null;
}

/** The only messages that are read: fixed sentences without data in them. */
const tellingMessages =
  /^(fetch failed|terminated|Failed to fetch|bad port|Redirect was cancelled)$/;

/** Codes, names and telling messages of an error and of what caused it, outermost first. */
export function failureCodes(error: unknown): string[] {
  const codes: string[] = [];
  let current = error;
  for (let level = 0; level < 8 && current instanceof Error; level += 1) {
    codes.push(current.name);
    if ('code' in current && typeof current.code === 'string') codes.push(current.code);
    const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(current.message)?.[1];
    if (chromium !== undefined) codes.push('net::', chromium);
    else if (tellingMessages.test(current.message)) codes.push(current.message);
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return codes;
}
