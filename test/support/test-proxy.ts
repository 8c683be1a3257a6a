import { createServer, request as sendRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A request as the proxy saw it. */
export interface ProxiedRequest {
  /** "GET http://ecm.example.com/…" or "CONNECT ecm.example.com:443". */
  readonly line: string;
  /** What stands in Proxy-Authorization, decoded; null where nothing does. */
  readonly credentials: string | null;
}

/** A proxy that wants a sign-in, on a real socket. */
export interface TestProxy {
  readonly port: number;
  readonly requests: readonly ProxiedRequest[];
  close(): Promise<void>;
}

/**
 * Starts a proxy that takes Basic credentials. Whatever host is asked for, it leads to `httpPort`,
 * and to `httpsPort` through a tunnel, both on this machine.
 */
export async function startTestProxy(options: {
  readonly realm: string;
  /** As "user:password". */
  readonly credentials: string;
  readonly httpPort: number;
  readonly httpsPort: number;
}): Promise<TestProxy> {
  const requests: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  const challenge = {
    'Proxy-Authenticate': `Basic realm="${options.realm}"`,
    'Content-Length': '0',
  };

  function isLetThrough(incoming: IncomingMessage): boolean {
    const credentials = decode(incoming.headers['proxy-authorization']);
    requests.push({ line: `${incoming.method ?? ''} ${incoming.url ?? ''}`, credentials });
    return credentials === options.credentials;
  }

  const server = createServer((incoming, answer) => {
    if (!isLetThrough(incoming)) {
      answer.writeHead(407, challenge).end();
      return;
    }
    const { pathname, search } = new URL(incoming.url ?? '');
    const { 'proxy-authorization': _own, ...headers } = incoming.headers;
    const onward = sendRequest(
      { port: options.httpPort, path: pathname + search, method: incoming.method, headers },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    if (!isLetThrough(incoming)) {
      const lines = Object.entries(challenge).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${lines.join('')}\r\n`);
      return;
    }
    const onward = connect(options.httpsPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function decode(header: string | undefined): string | null {
  if (header === undefined) return null;
  return Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
}
