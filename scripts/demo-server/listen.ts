import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { DroppedConnectionError } from '../../main/demo/faults.ts';

/** A server that listens on the loopback interface. */
export interface Listening {
  readonly port: number;
  /** Such as "http://127.0.0.1:8080". */
  readonly url: string;
  /** Stops at once: connections that are open are cut. */
  close(): Promise<void>;
}

/** Puts a socket in front of a fetch handler. Port 0 means any that is free. */
export async function listen(options: {
  readonly port: number;
  readonly fetch: (request: Request) => Promise<Response>;
}): Promise<Listening> {
  const server = createAdaptorServer({
    // The global Request and Response stay what they are: tests share this process.
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      try {
        return await options.fetch(request);
      } catch (error) {
        if (!(error instanceof DroppedConnectionError)) throw error;
        if ('outgoing' in env) env.outgoing.destroy();
        return new Response(null);
      }
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
