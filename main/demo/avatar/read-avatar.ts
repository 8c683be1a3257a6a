import { notFoundWith } from '../api-error.ts';
import type { AvatarRecord } from '../directory/person-record.ts';
import { emptyAnswer } from '../json-answer.ts';
import { readableAvatar } from '../people/person-entry.ts';
import { placeholderPng } from '../portrait/placeholder.ts';
import { findPerson, type Operation } from '../routing/exchange.ts';

/** GET /people/{id}/avatar */
export const readAvatar: Operation = (exchange) => {
  const { state, request, query } = exchange;
  const avatar = readableAvatar(state, findPerson(exchange, exchange.entityId));
  const png = avatar?.png() ?? null;
  const isAttachment = (query.get('attachment') ?? 'true').toLowerCase() === 'true';
  const headers = {
    'Content-Type': 'image/png',
    ...(isAttachment && {
      'Content-Disposition': `attachment; filename="avatar"; filename*=UTF-8''avatar`,
    }),
  };
  if (avatar !== null && png !== null) return photoAnswer(request, avatar, png, headers);
  if (query.get('placeholder')?.toLowerCase() !== 'true') {
    throw notFoundWith('Thumbnail was not found for [avatar]');
  }
  return new Response(new Uint8Array(placeholderPng()), {
    headers: {
      ...headers,
      'Cache-Control': 'max-age=0, must-revalidate',
      'Last-Modified': new Date(state.now()).toUTCString(),
    },
  });
};

function photoAnswer(
  request: Request,
  avatar: AvatarRecord,
  png: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Response {
  if (!isModifiedSince(request.headers.get('If-Modified-Since'), avatar.modifiedAt)) {
    return emptyAnswer(304);
  }
  const { status, start, end } = readRange(request.headers.get('Range'), png.length);
  return new Response(new Uint8Array(png.subarray(start, end + 1)), {
    status,
    headers: {
      ...headers,
      'Last-Modified': new Date(avatar.modifiedAt).toUTCString(),
      ETag: `"${avatar.modifiedAt}"`,
      'Cache-Control': 'max-age=31536000',
      'Accept-Ranges': 'bytes',
      // The server sends it with the whole picture as well.
      'Content-Range': `bytes ${start}-${end}/${png.length}`,
    },
  });
}

const httpDate = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** Compares whole seconds; a date that cannot be read counts as absent. */
function isModifiedSince(header: string | null, modifiedAt: number): boolean {
  const since = httpDate.test(header ?? '') ? Date.parse(header ?? '') : Number.NaN;
  return Number.isNaN(since) || Math.floor(modifiedAt / 1000) > Math.floor(since / 1000);
}

/** The first range that was asked for; everything where there is none that can be met. */
function readRange(
  header: string | null,
  length: number,
): { readonly status: 200 | 206; readonly start: number; readonly end: number } {
  const whole = { status: 200, start: 0, end: length - 1 } as const;
  const match = /^bytes=(\d*)-(\d*)/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return whole;
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return start > end || start >= length ? whole : { status: 206, start, end };
}
