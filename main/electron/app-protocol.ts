import { readFile, realpath } from 'node:fs/promises';
import { protocol } from 'electron';
import type { KeptPicture } from '../services/ports/pictures.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { isInside, resolveAppUrl } from './renderer-files.ts';

/** Announces `app://`; Electron wants this before it is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
}

/** Serves the built renderer and the people's photos under `app://rollcall/`. */
export function serveAppProtocol(options: {
  readonly rendererFolder: string;
  readonly readPhoto: (hash: string) => Promise<Uint8Array | null>;
  readonly readPicture: (id: string) => Promise<KeptPicture | null>;
}): void {
  protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return notFound();
    const resource = resolveAppUrl(request.url, options.rendererFolder);
    if (resource === null) return notFound();
    try {
      if (resource.kind === 'file') return await answerFile(resource, options.rendererFolder);
      if (resource.kind === 'picture') return answerPicture(await options.readPicture(resource.id));
      const bytes = await options.readPhoto(resource.hash);
      return answerPicture(bytes === null ? null : { bytes, type: 'image/png' });
    } catch {
      // A photo that could not be fetched looks like none: the page shows initials.
      return notFound();
    }
  });
}

async function answerFile(
  file: { readonly path: string; readonly contentType: string },
  rendererFolder: string,
): Promise<Response> {
  // A link inside the folder must not lead out of it.
  const [path, folder] = await Promise.all([realpath(file.path), realpath(rendererFolder)]);
  if (!isInside(path, folder)) return notFound();
  return new Response(new Uint8Array(await readFile(path)), {
    headers: {
      'Content-Type': file.contentType,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
    },
  });
}

function answerPicture(picture: KeptPicture | null): Response {
  if (picture === null) return notFound();
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.type,
      'X-Content-Type-Options': 'nosniff',
      // The address changes with the photo, so the page may keep it for as long as it runs.
      'Cache-Control': 'private, max-age=86400, immutable',
    },
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
