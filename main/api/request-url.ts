import { createApiError, type FailureContext } from './errors.ts';

/** The public API that a path belongs to; Alfresco mounts each under its own root. */
export type ApiRoot = 'core' | 'authentication' | 'discovery';

const rootPaths: Readonly<Record<ApiRoot, string>> = {
  core: '/api/-default-/public/alfresco/versions/1',
  authentication: '/api/-default-/public/authentication/versions/1',
  discovery: '/api/discovery',
};

/** Where a request goes, as data: segments are encoded by `buildUrl` and nowhere else. */
export interface RequestTarget {
  readonly root: ApiRoot;
  /** Raw, unencoded segments below the root. */
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Encodes an id as ONE segment of a path. Alfresco decodes by the rules of forms, where `+` means
 * a blank: `encodeURIComponent` writes it `%2B`. Null for ids that would address something else.
 */
export function encodeSegment(segment: string): string | null {
  // `.` and `..` vanish when the URL is built; Tomcat refuses encoded slashes with a page of HTML.
  if (segment === '' || segment === '.' || segment === '..' || /[/\\]/.test(segment)) return null;
  try {
    return encodeURIComponent(segment);
  } catch {
    // Half of a surrogate pair has no encoding.
    return null;
  }
}

/**
 * The absolute URL of a request, proven to lie under the pinned base address. Throws `AppError`
 * (`invalid`) for an id that no address can hold, and `bug` should a URL ever leave the server.
 */
export function buildUrl(baseUrl: string, target: RequestTarget, context: FailureContext): string {
  const path = [rootPaths[target.root]];
  for (const segment of target.segments) {
    const encoded = encodeSegment(segment);
    if (encoded === null) {
      const message = 'This user name holds characters that Alfresco does not allow. Change it.';
      throw createApiError(context, 'invalid', message, { fields: { id: message } });
    }
    path.push(encoded);
  }
  const expected = baseUrl + path.join('/');
  const search = new URLSearchParams(target.query).toString();
  const url = new URL(search === '' ? expected : `${expected}?${search}`);
  // Compared as a whole, not by prefix: a URL that the parser has rewritten is not what we meant.
  if (url.origin + url.pathname !== expected || url.username !== '' || url.hash !== '') {
    throw createApiError(
      context,
      'bug',
      'Rollcall stopped a request that would have left the server. Please report this.',
    );
  }
  return url.href;
}
