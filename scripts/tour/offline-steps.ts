import { createAlfrescoClient } from '../../main/api/client.ts';
import { createDemoServer } from '../../main/demo/demo-server.ts';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import { listen, type Listening } from '../demo-server/listen.ts';
import { createSharpImageScaler } from '../demo-server/sharp-image-scaler.ts';
import { bothWays, buttonOf, fetched, rowsOf, signOut } from './controls.ts';
import type { Guide } from './guide.ts';

const admin = { userId: 'admin', password: 'admin' };
const person = { id: 'mira', jobTitle: 'Head of many things' };

/**
 * A server of one's own, over HTTP, that goes away: the list stays and says how old it is, a change
 * waits, and somebody else has made another one by the time the server is back.
 */
export async function offline(guide: Guide): Promise<void> {
  const server = await startServer();
  const { window, step } = guide;
  try {
    await signIn(guide, server.url);
    await server.leave();
    await buttonOf(guide, 'Refresh').click();
    await window.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
    await step('offline-light');
    await editOffline(guide);
    await server.people.update(person.id, { jobTitle: 'Head of other things' });
    await server.comeBack();
    await decide(guide);
  } finally {
    await server.leave();
  }
  await signOut(guide);
  await buttonOf(guide, 'Try the demo directory').waitFor();
  await step('signed-out-light');
}

async function signIn(guide: Guide, address: string): Promise<void> {
  const { window } = guide;
  await window.getByRole('textbox', { name: 'Server address' }).fill(address);
  await window.getByRole('textbox', { name: 'User name' }).fill(admin.userId);
  await window.getByLabel('Password', { exact: true }).fill(admin.password);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await rowsOf(guide).nth(3).waitFor();
  await fetched(guide);
}

async function editOffline(guide: Guide): Promise<void> {
  const { window, step } = guide;
  await window.getByRole('searchbox', { name: 'Search people' }).fill(`id:${person.id}`);
  await window.getByRole('status').filter({ hasText: /^1 of/ }).waitFor();
  await rowsOf(guide).first().click();
  await window.getByRole('button', { name: 'Edit', exact: true }).click();
  await window.getByRole('textbox', { name: 'Job title', exact: true }).fill(person.jobTitle);
  await bothWays(guide, 'edit');
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await buttonOf(guide, 'Waiting changes: 1').waitFor();
  await step('edit-offline-light');
}

async function decide(guide: Guide): Promise<void> {
  const { window, step } = guide;
  // It may have tried by itself before anybody can click.
  await buttonOf(guide, 'Try now')
    .click({ timeout: 5000 })
    .catch(() => undefined);
  await rowsOf(guide)
    .filter({ has: window.getByRole('img', { name: 'Conflict to decide' }) })
    .waitFor();
  await buttonOf(guide, /^Waiting changes/).click();
  await window.getByRole('radio', { name: 'Theirs: Head of other things' }).check();
  await bothWays(guide, 'conflict');
  await window.getByRole('button', { name: 'Apply' }).click();
  await window.getByText('Everything is at the server').waitFor();
  await window.getByRole('button', { name: 'Activity' }).first().click();
  await step('activity-light');
  await buttonOf(guide, 'Back to people').click();
}

/** A server that goes away and comes back with all that it knows. */
interface TourServer {
  readonly url: string;
  /** Its people, as an administrator has them from elsewhere. */
  readonly people: AlfrescoClient['people'];
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

async function startServer(): Promise<TourServer> {
  const demo = createDemoServer({
    settings: { fixture: 'demo', people: 1200, seed: 7 },
    scaler: createSharpImageScaler(),
  });
  let ticket: string | null = null;
  const client = createAlfrescoClient({
    baseUrl: 'http://elsewhere.invalid/alfresco',
    fetch: (input, init) => demo.fetch(new Request(input, init)),
    authorization: () => ticket,
  });
  ({ ticket } = await client.tickets.create(admin));
  const listenAt = (port: number): Promise<Listening> =>
    listen({ port, fetch: (request) => demo.fetch(request) });
  let listening: Listening | null = await listenAt(0);
  const { url, port } = listening;
  return {
    url,
    people: client.people,
    async leave() {
      await listening?.close();
      listening = null;
    },
    async comeBack() {
      listening = await listenAt(port);
    },
  };
}
