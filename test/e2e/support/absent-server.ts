import type { Page } from 'playwright';
import { onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../../main/demo/settings.ts';
import type { AlfrescoClient, FetchFunction } from '../../../main/services/ports/alfresco.ts';
import { listen, type Listening } from '../../../scripts/demo-server/listen.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { createTestAccess } from '../../support/server-access.ts';
import { screensOf } from './screens.ts';

/** Who signs in to the servers of the tests. */
export const admin = { userId: 'admin', password: 'admin' };

/** A server that goes away and comes back, with all that it knows. */
export interface AbsentServer {
  readonly url: string;
  /** The bodies of all photos that have arrived. */
  readonly photosReceived: readonly Uint8Array[];
  /** The client of an administrator, who works elsewhere. */
  readonly elsewhere: AlfrescoClient;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Starts such a server for the test that runs; the five people of the cases unless told otherwise. */
export async function startAbsentServer(settings: DemoSettingsInput = {}): Promise<AbsentServer> {
  const demo = createTestDemo(settings);
  const through: FetchFunction = (input, init) => demo.fetch(new Request(input, init));
  const access = createTestAccess(through);
  const baseUrl = 'http://elsewhere.invalid/alfresco';
  const { ticket } = await access.connect(baseUrl, { ticket: () => null }).tickets.create(admin);
  const photosReceived: Uint8Array[] = [];
  async function answer(request: Request): Promise<Response> {
    if (request.method !== 'PUT' || !request.url.endsWith('/avatar')) return demo.fetch(request);
    photosReceived.push(await request.clone().bytes());
    return demo.fetch(request);
  }
  let listening: Listening = await listen({ port: 0, fetch: answer });
  const { port, url } = listening;
  onTestFinished(() => listening.close());
  return {
    url,
    photosReceived,
    elsewhere: access.connect(baseUrl, { ticket: () => ticket }),
    leave: () => listening.close(),
    async comeBack() {
      listening = await listen({ port, fetch: answer });
    },
  };
}

/** Takes the server away, and waits until the app has noticed. */
export async function becomesOffline(window: Page, server: AbsentServer): Promise<void> {
  await server.leave();
  await screensOf(window).refresh.click();
  await window.getByRole('status').filter({ hasText: 'Offline' }).waitFor({ timeout: 30_000 });
}

/** Brings the server back, and lets the app try it. */
export async function becomesOnline(window: Page, server: AbsentServer): Promise<void> {
  await server.comeBack();
  // It may have tried by itself before anybody can click.
  const retry = window.getByRole('button', { name: 'Try now' });
  await retry.click({ timeout: 5_000 }).catch(() => undefined);
}
