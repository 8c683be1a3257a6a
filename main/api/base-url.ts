/** A base address in its one spelling. */
export interface BaseUrl {
  /** Scheme, host, port and context, without a slash at the end. */
  readonly href: string;
  /** Host and port, for sentences. */
  readonly host: string;
}

/**
 * Reads a base address such as "https://ecm.example.com/alfresco". Throws a TypeError for one that
 * could not be pinned: another scheme, credentials, a query, or a spelling that parsers rewrite.
 */
export function parseBaseUrl(text: string): BaseUrl {
  const href = text.replace(/\/+$/, '');
  const url = new URL(href);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const spelling = url.origin + url.pathname.replace(/\/+$/, '');
  if (!isWeb || spelling !== href) throw new TypeError('The base address cannot be pinned');
  return { href, host: url.host };
}
