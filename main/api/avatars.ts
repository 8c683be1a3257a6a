import type { AlfrescoClient, AvatarAnswer } from '../services/ports/alfresco.ts';
import { createAnswerError } from './answer-errors.ts';
import { readErrorBody } from './error-body.ts';
import { badShape, entryLimitBytes } from './json-answer.ts';
import { readPerson } from './people.ts';
import type { ApiAnswer, ApiRequest, Transport } from './transport.ts';

/** The limit for a photo that comes from the server; Alfresco's own are some 10 KB. */
export const avatarLimitBytes = 10 * 1024 * 1024;

/**
 * Photos: `/people/{id}/avatar` of the core API.
 *
 * - `get`: a PNG fitted into 64 x 64 pixels, `none` where there is no photo (or not yet), or
 *   `not-modified`. `ifModifiedSince` is an HTTP date, best the `lastModified` of an earlier
 *   answer. `not-found` for an unknown person. With `placeholder` a silhouette instead of `none`.
 * - `put`: takes the picture as bytes of any image type and answers the person, without
 *   capabilities and, since Alfresco 6.1, without the new `avatarId`: the small picture is made
 *   afterwards. `too-large`, `invalid` (no image), `unsupported` (thumbnails are off).
 * - `delete`: succeeds without a photo, too.
 */
export function createAvatars(transport: Transport): AlfrescoClient['avatars'] {
  return {
    async get(id, { ifModifiedSince, placeholder = false } = {}, options) {
      const request: ApiRequest = {
        ...avatarRequest('GET', id),
        query: { attachment: 'false', placeholder: String(placeholder) },
        headers: {
          Accept: 'image/png, application/json',
          ...(ifModifiedSince === undefined ? {} : { 'If-Modified-Since': ifModifiedSince }),
        },
        expected: [200, 304, 404],
        limitBytes: avatarLimitBytes,
      };
      return readAvatar(await transport.send(request, options));
    },
    async put(id, { bytes, contentType }, options) {
      const request: ApiRequest = {
        ...avatarRequest('PUT', id),
        // The server sniffs the type; it takes any well-formed one that is not multipart.
        headers: { 'Content-Type': contentType },
        bytes: new Uint8Array(bytes),
        expected: [200],
        meanings: putMeanings,
      };
      return readPerson(await transport.send(request, options));
    },
    async delete(id, options) {
      await transport.send({ ...avatarRequest('DELETE', id), expected: [204] }, options);
    },
  };
}

const putMeanings: ApiRequest['meanings'] = {
  400: { message: 'The server cannot read this file as a picture. Choose a JPEG or PNG file.' },
  413: { message: 'This picture is larger than the server accepts. Choose a smaller one.' },
  415: { message: 'The server does not take this kind of picture. Choose a JPEG or PNG file.' },
  501: {
    message:
      'This server makes no small pictures, so it takes no photos. Its administrator can switch thumbnails on.',
  },
};

function avatarRequest(method: ApiRequest['method'], id: string) {
  return {
    method,
    root: 'core',
    segments: ['people', id, 'avatar'],
    isAuthenticated: true,
    limitBytes: entryLimitBytes,
  } as const;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function readAvatar(answer: ApiAnswer): AvatarAnswer {
  const { status, headers, bytes, context } = answer;
  if (status === 304) return { kind: 'not-modified' };
  if (status === 404) {
    const body = readErrorBody(bytes);
    // "Thumbnail was not found" is an answer; an unknown person, or a page of a proxy, is none.
    const isAbsence = body !== null && body.errorKey !== 'framework.exception.EntityNotFound';
    if (isAbsence) return { kind: 'none' };
    throw createAnswerError({ status, headers, body }, context, 0);
  }
  if (!pngSignature.every((byte, index) => bytes[index] === byte)) {
    throw badShape(answer, 'The answer is no PNG picture');
  }
  return { kind: 'photo', bytes, lastModified: headers.get('last-modified') };
}
