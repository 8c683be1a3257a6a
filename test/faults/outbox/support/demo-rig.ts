import { join } from 'node:path';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { createBackoff } from '../../../../main/services/backoff.ts';
import { createConnectivity } from '../../../../main/services/connectivity.ts';
import { createChangeSecrets } from '../../../../main/services/outbox/change-secrets.ts';
import { createDrain, type Drain } from '../../../../main/services/outbox/drain.ts';
import { createLedger } from '../../../../main/services/outbox/ledger.ts';
import { createOutbox, type Outbox } from '../../../../main/services/outbox/outbox.ts';
import type { AlfrescoClient } from '../../../../main/services/ports/alfresco.ts';
import type { OutboxStore } from '../../../../main/services/ports/outbox-store.ts';
import type { Pictures } from '../../../../main/services/ports/pictures.ts';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { openPictures } from '../../../../main/store/pictures.ts';
import type { Person } from '../../../../preload/model/person.ts';
import { createHastyClock, settled } from '../../../support/fake-clock.ts';
import {
  createPeopleInMemory,
  createSecretsInMemory,
  type PeopleInMemory,
} from '../../../support/outbox-rig.ts';

/** Stands between the outbox's client and the server. */
export type Intercept = (
  request: { readonly method: string; readonly path: string; readonly body: string },
  pass: () => Promise<Response>,
) => Promise<Response>;

/** The outbox with the real client, against a demo server without a socket. */
export interface DemoRig {
  readonly outbox: Outbox;
  readonly drain: Drain;
  readonly store: OutboxStore;
  readonly pictures: Pictures;
  readonly cache: PeopleInMemory;
  readonly secrets: Map<string, string>;
  /** Somebody else at the server: nothing of this is intercepted. */
  readonly others: AlfrescoClient;
  /** Requests of the outbox that reached the interception, such as "PUT ada {…}". */
  readonly requests: string[];
  intercept: Intercept;
  /** Makes the cache know what the server has of a person. */
  reread(id: string): Promise<Person>;
  /** Lets everything be sent that can be; waiting takes no time. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const baseUrl = 'http://demo.invalid/alfresco';
const passOn: Intercept = (_request, pass) => pass();

/** Signs in at a demo server and starts an outbox in a folder. */
export async function createDemoRig(options: {
  readonly folder: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly now?: () => number;
  readonly random?: () => number;
}): Promise<DemoRig> {
  const { folder, now = Date.now, random = Math.random } = options;
  const requests: string[] = [];
  let intercept = passOn;
  const others = await signIn(options.fetch);
  const own = await signIn(async (request) => {
    const { method } = request;
    const path = new URL(request.url).pathname;
    const body = await request.clone().text();
    if (path.includes('/people/') || method === 'POST') {
      requests.push(`${method} ${decodeURIComponent(path.split('/').at(-1) ?? '')} ${body}`.trim());
    }
    return intercept({ method, path, body }, () => options.fetch(request));
  });
  const clock = createHastyClock();
  const pictures = openPictures({ folder: join(folder, 'pictures'), now });
  const store = openOutboxStore({ file: join(folder, 'outbox.db'), now });
  const connectivity = createConnectivity(now);
  const backoff = createBackoff(clock, random);
  const cache = createPeopleInMemory([]);
  const ledger = createLedger({ store, people: cache, userId: 'admin', now });
  const kept = new Map<string, string>();
  const secrets = createChangeSecrets({
    secrets: createSecretsInMemory(kept),
    isOnline: () => connectivity.state.status === 'online',
  });
  const drain = createDrain({
    ledger,
    client: own.client,
    secrets,
    photos: { pictures, ownOf: (personId) => store.ownPhotoOf(personId) },
    connectivity,
    backoff,
    clock,
    now,
  });
  const outbox = createOutbox({ store, ledger, drain, secrets, people: cache, backoff, now });
  const known = new Map<string, Person>();
  requests.length = 0;
  const rig: DemoRig = {
    outbox,
    drain,
    store,
    pictures,
    cache,
    secrets: kept,
    others: others.client,
    requests,
    get intercept() {
      return intercept;
    },
    set intercept(next) {
      intercept = next;
    },
    async reread(id) {
      const person = await others.client.people.get(id);
      known.set(person.id, person);
      cache.refresh(known.values());
      return person;
    },
    async settle() {
      for (let turn = 0; turn < 5; turn += 1) {
        await drain.idle();
        await settled();
      }
    },
    async close() {
      await drain.stop();
      store.close();
    },
  };
  return rig;

  async function signIn(
    fetch: (request: Request) => Promise<Response>,
  ): Promise<{ readonly client: AlfrescoClient }> {
    let ticket: string | null = null;
    const client = createAlfrescoClient({
      baseUrl,
      fetch: (input, init) => fetch(new Request(input, init)),
      authorization: () => ticket,
    });
    ({ ticket } = await client.tickets.create({ userId: 'admin', password: 'admin' }));
    return { client };
  }
}

/** The server's connection breaks. */
export function dropped(): TypeError {
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

/** An answer of Alfresco's own that says no. */
export function alfrescoError(status: number, summary: string): Response {
  const error = {
    errorKey: 'framework.exception.ApiDefault',
    statusCode: status,
    briefSummary: `08250007 ${summary}`,
    stackTrace:
      'For security reasons the stack trace is no longer displayed, but the property is kept for previous versions',
    descriptionURL: 'https://api-explorer.alfresco.com',
    logId: '00000000-0000-4000-8000-000000000000',
  };
  const headers = new Headers({ 'Content-Type': 'application/json;charset=UTF-8' });
  if (status === 401)
    headers.set('WWW-Authenticate', 'AlfTicket realm="Alfresco -default- tenant"');
  return new Response(JSON.stringify({ error }), { status, headers });
}

/** What a session that has ended is answered with. */
export const sessionEnded = (): Response =>
  alfrescoError(401, 'Authentication failed for Web Script org/alfresco/api/ResourceWebScript.put');
