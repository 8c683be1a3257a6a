import { expect } from 'vitest';
import type { DemoServer } from '../../../../main/demo/demo-server.ts';

/** An answer of the demo server, with its JSON where it has some. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

interface CallOptions {
  /** `user:password`, or null for nobody; the admin unless told otherwise. */
  readonly as?: string | null;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

const core = '/alfresco/api/-default-/public/alfresco/versions/1';
const authentication = '/alfresco/api/-default-/public/authentication/versions/1';

/** Sends a request: a path from `/alfresco`, or one of the core API or of the tickets. */
export async function call(
  demo: DemoServer,
  request: `${'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS'} ${string}`,
  { as = 'admin:admin', json, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const [method = '', path = ''] = request.split(/ (.*)/s);
  const content = body ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await demo.fetch(
    new Request(`http://demo.invalid${fullPath(path)}`, {
      method,
      headers: { ...(as !== null && { Authorization: `Basic ${base64(as)}` }), ...headers },
      ...(content !== undefined && { body: content }),
    }),
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
  const parsed: unknown = isJson ? JSON.parse(Buffer.from(bytes).toString()) : null;
  return { status: response.status, headers: response.headers, json: parsed, bytes };
}

/** The ticket of a new login. */
export async function ticketOf(
  demo: DemoServer,
  userId: string,
  password: string,
): Promise<string> {
  const { json } = await call(demo, 'POST /tickets', { as: null, json: { userId, password } });
  const { entry } = json as { readonly entry: { readonly id: string } };
  return entry.id;
}

/** The ids of a list, in its order. */
export function idsOf({ json }: Answer): string[] {
  const { list } = json as {
    readonly list: { readonly entries: readonly { readonly entry: { readonly id: string } }[] };
  };
  return list.entries.map(({ entry }) => entry.id);
}

/** Stands in an expected value for any text with this part. */
export function textContaining(part: string): unknown {
  return expect.stringContaining(part);
}

/** Stands in an expected value for any text of this form. */
export function textMatching(form: RegExp): unknown {
  return expect.stringMatching(form);
}

/** A clock that stands until a test moves it. */
export function createFakeClock(): { readonly now: () => number; advance(ms: number): void } {
  let time = Date.UTC(2025, 8, 25, 12);
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}

/** UTF-8 bytes in base64. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function fullPath(path: string): string {
  if (path.startsWith('/alfresco')) return path;
  return (path.startsWith('/tickets') ? authentication : core) + path;
}
