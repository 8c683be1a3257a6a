import { extname, isAbsolute, join, normalize, relative, sep } from 'node:path';

/** The origin that the window is served from. */
export const rendererOrigin = 'app://rollcall';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What an `app://` address stands for. */
export type AppResource =
  | { readonly kind: 'file'; readonly path: string; readonly contentType: string }
  | { readonly kind: 'avatar'; readonly hash: string }
  | { readonly kind: 'picture'; readonly id: string };

const avatarPath = /^\/avatar\/([0-9a-f]{32})$/;
const picturePath = /^\/picture\/([0-9a-f]{64})$/;

/**
 * Resolves an `app://` address to a file of the built renderer or to a photo; null for everything
 * else. Only names made of harmless characters are considered, so that no spelling of `..`, of a
 * drive, of a stream or of a device name gets as far as the file system.
 */
export function resolveAppUrl(address: string, rendererFolder: string): AppResource | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== 'app:' || url.host !== 'rollcall' || url.username !== '') return null;
  const avatar = avatarPath.exec(url.pathname)?.[1];
  if (avatar !== undefined) return { kind: 'avatar', hash: avatar };
  const picture = picturePath.exec(url.pathname)?.[1];
  if (picture !== undefined) return { kind: 'picture', id: picture };
  const pathname = url.pathname === '/' ? '/index.html' : url.pathname;
  if (!/^(\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/.test(pathname)) return null;
  const contentType = contentTypes[extname(pathname)];
  if (contentType === undefined) return null;
  const path = join(rendererFolder, normalize(pathname));
  return isInside(path, rendererFolder) ? { kind: 'file', path, contentType } : null;
}

/** Whether a path lies inside a folder; unlike a comparison of prefixes, also for `/a/b` and `/a/bc`. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
