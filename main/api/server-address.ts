import { isIPv6 } from 'node:net';
import { AppError } from '../../preload/model/app-error.ts';

/** Web apps that live beside the repository, whose addresses people know and paste. */
const siblingApps: ReadonlySet<string> = new Set([
  'share',
  'workspace',
  'content-app',
  'aca',
  'control-center',
  'api-explorer',
]);

/**
 * The base addresses that an address as typed can mean, the best first: `host`,
 * `host:8080/alfresco`, the address of a page in Share, with or without a scheme. With a scheme
 * that one alone is meant; without, https is tried first, except on this very machine. Throws
 * `AppError` (`invalid`/`bad-address`, with the sentence in `fields.address`).
 */
export function candidateBaseUrls(typed: string): string[] {
  const address = withBrackets(typed.trim());
  if (address === '') throw badAddress('Type the address of your server, such as ecm.example.com.');
  // URL parsers drop tabs and line breaks silently: what is pinned must be what was read.
  if (hasBlankOrControl(address)) throw badAddress('An address has no blanks. Check it.');
  const scheme = schemeOf(address);
  if (scheme !== null) return [baseUrlOf(address)];
  const secure = baseUrlOf(`https://${address}`);
  const plain = baseUrlOf(`http://${address}`);
  return isLoopback(new URL(plain).hostname) ? [plain, secure] : [secure, plain];
}

/** Whether an address is unencrypted and leads to another machine. */
export function isPlainHttpElsewhere(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}

function hasBlankOrControl(address: string): boolean {
  return /[\s\p{Cc}]/u.test(address);
}

/** A bare IPv6 address is unmistakable; only URLs want brackets around it. */
function withBrackets(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

/** No host of these names is worth the doubt. */
const scriptSchemes: ReadonlySet<string> = new Set(['javascript', 'vbscript', 'data']);

/** The scheme in front of an address; null where there is none (`host:8080` has none). */
function schemeOf(address: string): 'http' | 'https' | null {
  const authority = address.replace(/^https?:[/\\]*/i, '').split(/[/\\?#]/, 1)[0] ?? '';
  if (authority.includes('@')) {
    throw badAddress(
      'Leave user name and password out of the address; there are fields of their own for them.',
    );
  }
  const match = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(address);
  const [, scheme = '', rest = ''] = match ?? [];
  const lower = scheme.toLowerCase();
  if (lower === 'http' || lower === 'https') return lower;
  const isPort = /^\d{1,5}([/\\?#]|$)/.test(rest) && !scriptSchemes.has(lower);
  if (match === null || isPort) return null;
  throw badAddress('A server address begins with https:// or http://, or just with the host name.');
}

function baseUrlOf(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw badAddress(
      'This is not an address. Type it like ecm.example.com or https://host/alfresco.',
    );
  }
  return url.origin + contextOf(url.pathname);
}

/** The repository's context: known apps beside it are replaced, pages below it cut off. */
function contextOf(pathname: string): string {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const index = segments.findIndex((segment) => isAlfrescoApp(segment.toLowerCase()));
  if (index >= 0) return ['', ...segments.slice(0, index), 'alfresco'].join('/');
  return segments.length === 0 ? '/alfresco' : ['', ...segments].join('/');
}

function isAlfrescoApp(segment: string): boolean {
  return segment === 'alfresco' || siblingApps.has(segment);
}

/** Whether a host, as URLs spell it, is this very machine. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

function badAddress(message: string): AppError {
  return new AppError({
    code: 'invalid',
    reason: 'bad-address',
    message,
    retryable: false,
    fields: { address: message },
    traceId: crypto.randomUUID(),
  });
}
