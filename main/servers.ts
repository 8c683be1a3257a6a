import { createAlfrescoClient } from './api/client.ts';
import { findServer } from './api/find-server.ts';
import { demoAdmin } from './demo/demo-accounts.ts';
import { createDemoServer } from './demo/demo-server.ts';
import type { ImageScaler } from './demo/image-scaler.ts';
import type { FetchFunction } from './services/ports/alfresco.ts';
import type { ServerAccess } from './services/ports/server-access.ts';
import { demoAddress, type DemoServer } from './services/sessions.ts';

/** The way to servers over a fetch. */
export function createServerAccess(fetch: FetchFunction): ServerAccess {
  return {
    find: (request) => findServer({ ...request, fetch }),
    connect: (baseUrl, { ticket, renew }) =>
      createAlfrescoClient({
        baseUrl,
        fetch,
        authorization: ticket,
        ...(renew === undefined ? {} : { renew }),
      }),
  };
}

/** A host under `.invalid` can never be a real server, should a request escape the process. */
export const demoServer = {
  baseUrl: 'http://demo.rollcall.invalid/alfresco',
  isPlainHttp: false,
} as const;

/** Whether an address is typed for the demo, or is its own. */
export function isDemo(address: string): boolean {
  return [demoAddress, demoServer.baseUrl].includes(address.trim().toLowerCase());
}

/** The embedded demo server, called in process: no port is opened. */
export function createEmbeddedDemo(scaler: ImageScaler): DemoServer {
  // Made at the first use: people who have a server never pay for it.
  let server: ReturnType<typeof createDemoServer> | null = null;
  const fetch: FetchFunction = (input, init) => {
    server ??= createDemoServer({ settings: { fixture: 'demo' }, scaler });
    return server.fetch(new Request(input, init));
  };
  const access = createServerAccess(fetch);
  return {
    credentials: demoAdmin,
    find: () => Promise.resolve(demoServer),
    connect: (baseUrl, authorization) => access.connect(baseUrl, authorization),
  };
}
