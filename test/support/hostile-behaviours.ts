import type { ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import type { Behaviour } from './hostile-server.ts';

/** An error as Alfresco writes it, log number and all. */
export function alfrescoError(
  status: number,
  summary: string,
  errorKey = 'framework.exception.ApiDefault',
): string {
  return JSON.stringify({
    error: {
      errorKey,
      statusCode: status,
      briefSummary: `08250007 ${summary}`,
      stackTrace: 'For security reasons the stack trace is no longer displayed.',
      descriptionURL: 'https://api-explorer.alfresco.com',
      logId: '8c1f6a1e-0b7a-4f6a-9c0e-5d0f5b0c7a11',
    },
  });
}

/** Answers with a body of JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8', ...headers });
  response.end(body);
}

/** One person, in the fewest words. */
export const goodPerson = '{"entry":{"id":"alice","firstName":"Alice","email":"a@example.com"}}';
const json = { 'Content-Type': 'application/json' };
const loginPage = '<!doctype html><title>Guest Wi-Fi</title><form>Accept our terms</form>';

/** Ways in which an answer goes wrong, each under the name that begins the path of its address. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  good: (_request, response) => sendJson(response, 200, goodPerson),
  'login-page': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(loginPage);
  },
  'login-page-as-json': (_request, response) => sendJson(response, 200, loginPage),
  empty: (_request, response) => sendJson(response, 200, ''),
  'no-content': (_request, response) => void response.writeHead(204).end(),
  'cut-json': (_request, response) => sendJson(response, 200, goodPerson.slice(0, -20)),
  'other-json': (_request, response) => sendJson(response, 200, '{"status":"ok"}'),
  'two-answers': (_request, response) => sendJson(response, 200, goodPerson + goodPerson),
  'length-too-long': (_request, response) => {
    response.writeHead(200, { ...json, 'Content-Length': goodPerson.length + 50 });
    response.write(goodPerson, () => response.socket?.end());
  },
  'length-too-short': (_request, response) => {
    const size = goodPerson.length - 10;
    response.socket?.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${size}\r\n\r\n${goodPerson}`,
    );
  },
  'bad-gzip': (_request, response) => {
    sendJson(response, 200, 'this is no gzip', { 'Content-Encoding': 'gzip' });
  },
  'cut-gzip': (_request, response) => {
    response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
    response.end(gzipSync(goodPerson).subarray(0, 40));
  },
  'gzip-bomb': (_request, response) => sendBomb(response),
  'proto-key': (_request, response) => sendJson(response, 200, withKey('__proto__')),
  'constructor-key': (_request, response) => sendJson(response, 200, withKey('constructor')),
  'prototype-key': (_request, response) => sendJson(response, 200, withKey('prototype')),
  'escaped-proto-key': (_request, response) => sendJson(response, 200, withKey('\\u005f_proto__')),
  deep: (_request, response) => {
    const depth = 101;
    sendJson(response, 200, `{"entry":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  },
  'bad-utf8': (_request, response) => {
    response.writeHead(200, json).end(Buffer.from('{"entry":{"id":"\xff\xfe"}}', 'latin1'));
  },
  endless: (_request, response) => sendEndlessly(response, 100 * 1024 * 1024),
  // The head comes at once, the body never: the time limit must cover both.
  'slow-body': (_request, response) => {
    response.writeHead(200, { ...json, 'Content-Length': goodPerson.length });
    response.write(goodPerson.slice(0, 20));
  },
  'slow-head': () => undefined,
  'reset-before-head': (_request, response) => void response.socket?.resetAndDestroy(),
  'closed-before-head': (_request, response) => void response.socket?.end(),
  'reset-in-body': (_request, response) => {
    response.writeHead(200, { ...json, 'Content-Length': goodPerson.length });
    response.write(goodPerson.slice(0, 20), () => response.socket?.resetAndDestroy());
  },
  'foreign-404': (_request, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>');
  },
};

/** Answers by the first segment of the path: an address such as `<origin>/empty/alfresco`. */
export const behaveByPath: Behaviour = (request, response) => {
  const name = request.url.split('/')[1] ?? '';
  const status = /^status-(\d{3})$/.exec(name)?.[1];
  const redirect = /^redirect-(\d{3})-(.*)$/.exec(name);
  if (status !== undefined) {
    sendJson(response, Number(status), alfrescoError(Number(status), 'Something happened.'));
    return undefined;
  }
  if (redirect !== null) {
    const location = decodeURIComponent(redirect[2] ?? '');
    response.writeHead(Number(redirect[1]), { Location: location }).end();
    return undefined;
  }
  const behave = behaviours[name];
  if (behave === undefined) throw new Error(`No behaviour has the name ${name}`);
  return behave(request, response);
};

function withKey(key: string): string {
  return `{"entry":{"id":"alice","properties":{"papi:lunch":{"${key}":{"polluted":true}}}}}`;
}

function sendEndlessly(response: ServerResponse, sizeBytes: number): void {
  response.writeHead(200, json);
  const chunk = Buffer.alloc(256 * 1024, ' ');
  let leftBytes = sizeBytes;
  const more = (): void => {
    while (leftBytes > 0 && !response.destroyed) {
      leftBytes -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

/** 1 GB of blanks in about 1 MB. */
function sendBomb(response: ServerResponse): void {
  response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
  const gzip = createGzip();
  gzip.on('error', () => undefined);
  gzip.pipe(response);
  response.on('close', () => gzip.destroy());
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  let left = 1024;
  const more = (): void => {
    while (left > 0 && !gzip.destroyed) {
      left -= 1;
      if (!gzip.write(chunk)) return void gzip.once('drain', more);
    }
    gzip.end();
  };
  more();
}
