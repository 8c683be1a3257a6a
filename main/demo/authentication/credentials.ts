/** What a request presents to say who is calling. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'guest' }
  | { readonly kind: 'ticket'; readonly ticket: string }
  | { readonly kind: 'password'; readonly userId: string; readonly password: string }
  | { readonly kind: 'unsupported'; readonly scheme: string };

/** Reads an Authorization header: a user with a password, or a ticket in one of its disguises. */
export function readAuthorization(header: string | null): Credentials {
  if (header === null || header.trim() === '') return { kind: 'none' };
  const [scheme = '', encoded = ''] = header.trim().split(/\s+/);
  if (scheme.toLowerCase() !== 'basic') return { kind: 'unsupported', scheme };
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  // Without a colon the whole is a ticket; js-api sends ROLE_TICKET as the user's name.
  if (colon === -1) return { kind: 'ticket', ticket: decoded };
  const userId = decoded.slice(0, colon);
  const password = decoded.slice(colon + 1);
  if (userId === '' || userId.toUpperCase() === 'ROLE_TICKET') {
    return { kind: 'ticket', ticket: password };
  }
  if (userId.toLowerCase() === 'guest') return { kind: 'guest' };
  return { kind: 'password', userId, password };
}
