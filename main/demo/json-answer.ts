import type { Page, Paging } from './parameters/paging.ts';

const jsonHeaders = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'no-cache',
  Pragma: 'no-cache',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
} as const;

/** Any JSON answer of the API, with the headers that keep it out of caches. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...jsonHeaders, ...headers } });
}

/** `{"entry": …}` */
export function entryAnswer(entry: unknown, status = 200): Response {
  return jsonAnswer(status, { entry });
}

/** `{"list": {"pagination": …, "entries": […]}}` */
export function listAnswer(page: Page<unknown>, paging: Paging): Response {
  return jsonAnswer(200, {
    list: {
      pagination: {
        count: page.items.length,
        hasMoreItems: page.hasMoreItems,
        totalItems: page.totalItems,
        skipCount: paging.skipCount,
        maxItems: paging.maxItems,
      },
      entries: page.items.map((entry) => ({ entry })),
    },
  });
}

/** An answer without a body. */
export function emptyAnswer(status: 202 | 204 | 304): Response {
  return new Response(null, { status });
}

/** A page as the web server or a proxy in front answers it, instead of the API. */
export function htmlAnswer(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/html;charset=utf-8', ...headers },
  });
}
