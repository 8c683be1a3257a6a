import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** A request as a test server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** The request's target, byte for byte. */
  readonly url: string;
  readonly headers: Readonly<IncomingMessage['headers']>;
  readonly body: Buffer;
}

/** Answers one request, well or badly. */
export type Behaviour = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** A server with scripted behaviour on a real socket. */
export interface HostileServer {
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** Bytes that went out over all connections, those still open included. */
  sentBytes(): number;
  close(): Promise<void>;
}

/** Starts a server on loopback, with TLS where its options are given. */
export async function startHostileServer(
  behave: Behaviour,
  tls?: ServerOptions,
): Promise<HostileServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let closedBytes = 0;
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    readRequest(incoming)
      .then((request) => {
        requests.push(request);
        return behave(request, response);
      })
      // A fault of the script itself must show up at once, not as a test that waits for ever.
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      closedBytes += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  const port = await listen(server);
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    sentBytes: () =>
      [...sockets].reduce((total, socket) => total + socket.bytesWritten, closedBytes),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return close(server);
    },
  };
}

/** An address on loopback where nobody listens. */
export async function findRefusingOrigin(): Promise<string> {
  const server = createTcpServer();
  const port = await listen(server);
  await close(server);
  return `http://127.0.0.1:${port}`;
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
