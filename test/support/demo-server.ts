import { createDemoServer, type DemoServer } from '../../main/demo/demo-server.ts';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { listen, type Listening } from '../../scripts/demo-server/listen.ts';
import { createSharpImageScaler } from '../../scripts/demo-server/sharp-image-scaler.ts';

/** A demo server behind a real socket. */
export interface ListeningDemoServer extends Listening {
  readonly demo: DemoServer;
  /** Such as "http://127.0.0.1:34567/alfresco". */
  readonly baseUrl: string;
}

/** Creates a demo server without a socket; the five people of the cases unless told otherwise. */
export function createTestDemo(
  settings: DemoSettingsInput = {},
  clock: Pick<Parameters<typeof createDemoServer>[0], 'now' | 'sleep'> = {},
): DemoServer {
  return createDemoServer({
    settings: { fixture: 'cases', ...settings },
    scaler: createSharpImageScaler(),
    ...clock,
  });
}

/** Starts a demo server on any free port of the loopback interface. */
export async function startDemoServer(
  settings: DemoSettingsInput = {},
): Promise<ListeningDemoServer> {
  const demo = createTestDemo(settings);
  const listening = await listen({ port: 0, fetch: (request) => demo.fetch(request) });
  return { ...listening, demo, baseUrl: `${listening.url}/alfresco` };
}
