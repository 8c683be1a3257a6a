import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../main/api/client.ts';
import type { DemoServer } from '../../main/demo/demo-server.ts';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import type { Session } from '../../preload/model/session.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { type AccountsRig, createAccountsRig } from '../support/accounts-rig.ts';
import { createTestDemo } from '../support/demo-server.ts';
import { numberedPhoto, numberOfPhoto } from '../support/numbered-photo.ts';
import { listPeople } from '../support/page-answers.ts';

const hosts = ['one.example', 'two.example'] as const;
const users = ['admin', 'mira'] as const;
const accounts = hosts.flatMap((host) => users.map((userId) => ({ host, userId })));
type Account = (typeof accounts)[number];

/** A server whose every person and photo tells where it comes from. */
interface MarkedServer {
  readonly demo: DemoServer;
  /** Whose tickets they are, as this server has handed them out. */
  readonly owners: Map<string, string>;
  readonly admin: AlfrescoClient;
}

async function startMarked(host: string, no: number): Promise<MarkedServer> {
  // The same people under the same ids, with the same ids of photos, at both servers.
  const real = createTestDemo({ fixture: 'demo', people: 12, singleTicketPerUser: false });
  const owners = new Map<string, string>();
  const demo: DemoServer = {
    ...real,
    async fetch(request) {
      const isSignIn = request.method === 'POST' && request.url.endsWith('/tickets');
      const { userId } = isSignIn ? ((await request.clone().json()) as { userId: string }) : {};
      const answer = await real.fetch(request);
      if (userId === undefined || answer.status !== 201) return answer;
      const { entry } = (await answer.clone().json()) as { entry: { id: string } };
      owners.set(entry.id, userId);
      return answer;
    },
  };
  let ticket: string | null = null;
  const admin = createAlfrescoClient({
    baseUrl: `https://${host}/alfresco`,
    fetch: (input, init) => real.fetch(new Request(input, init)),
    authorization: () => ticket,
  });
  ({ ticket } = await admin.tickets.create({ userId: 'admin', password: 'admin' }));
  const { people } = await listPeople(admin, { maxItems: 100 });
  for (const { id } of people) await admin.people.update(id, { location: `${id} at ${host}` });
  const bytes = await picture(no);
  for (const id of users) await admin.avatars.put(id, { bytes, contentType: 'image/png' });
  return { demo, owners, admin };
}

/** A picture of one colour; the scaler makes a PNG of any. */
async function picture(no: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const background = no === 0 ? '#ff0000' : '#0000ff';
  const image = sharp({ create: { width: 64, height: 64, channels: 3, background } });
  return new Uint8Array(await image.png().toBuffer());
}

type Step =
  | { readonly do: 'open' | 'expire' | 'hurry'; readonly account: Account }
  | { readonly do: 'forget'; readonly account: Account; readonly keepsCopy: boolean }
  | { readonly do: 'sign-out' | 'refresh' | 'photograph' };

const account = fc.constantFrom(...accounts);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open' as const), account }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hurry' as const), account }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), account }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('forget' as const),
      account,
      keepsCopy: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sign-out', 'refresh') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('photograph' as const) }) },
);

/** Opens an account's profile, with its password where it has no profile or no ticket. */
async function open(rig: AccountsRig, { host, userId }: Account): Promise<void> {
  const serverUrl = `https://${host}/alfresco`;
  const known = rig.profiles.findByKey({ kind: 'server', serverUrl, userId });
  if (known === null) await rig.signIn(host, { userId, password: userId });
  else await rig.sessions.open(known.id);
}

async function take(rig: AccountsRig, servers: readonly MarkedServer[], next: Step): Promise<void> {
  if (next.do === 'open') {
    await open(rig, next.account);
    await rig.refreshed();
  } else if (next.do === 'hurry') {
    // Switches while pages and photos of the one before are still on their way.
    if ((await rig.sessions.current()) !== null) {
      void rig.sessions.directory().refresh.start();
      void photosOf(rig).catch(() => undefined);
    }
    await open(rig, next.account);
  } else if (next.do === 'expire') {
    const { userId } = next.account;
    const at = servers[hosts.indexOf(next.account.host)];
    for (const [ticket, owner] of at?.owners ?? []) {
      if (owner === userId) await endTicket(at?.demo, ticket);
    }
  } else if (next.do === 'forget') {
    const { host, userId } = next.account;
    const serverUrl = `https://${host}/alfresco`;
    const known = rig.profiles.findByKey({ kind: 'server', serverUrl, userId });
    if (known !== null) await rig.changes.forget({ id: known.id, keepsCopy: next.keepsCopy });
  } else if (next.do === 'photograph') await photograph(rig);
  else if (next.do === 'sign-out') await rig.sessions.signOut();
  else if ((await rig.sessions.current()) !== null) await rig.sessions.directory().refresh.start();
}

/** Sets a photo that tells who has set it, of somebody whose photo is not looked at otherwise. */
async function photograph(rig: AccountsRig): Promise<void> {
  const session = await rig.sessions.current();
  if (session === null) return;
  const { personPhotos, store } = rig.sessions.directory();
  const personId = (await store.ids()).find((id) => !users.some((user) => user === id));
  if (personId === undefined) return;
  const bytes = await numberedPhoto(numberOf(session));
  await personPhotos.set({ personId, bytes, type: 'image/jpeg', jobId: null });
}

/** Tells accounts apart; 0 is none of them. */
function numberOf({ serverUrl, userId }: Pick<Session, 'serverUrl' | 'userId'>): number {
  const { host } = new URL(serverUrl);
  return accounts.findIndex((one) => one.host === host && one.userId === userId) + 1;
}

/** Every photo that is shown from this computer was set with this account; answers how many are. */
async function expectOwnPictures(rig: AccountsRig, session: Session): Promise<number> {
  const directory = rig.sessions.directory();
  const { pictures } = directory;
  const { rows } = await directory.window({ ...everybody, offset: 0, limit: 50 });
  let shown = 0;
  for (const { photoUrl } of rows) {
    const id = /picture\/([0-9a-f]{64})$/.exec(photoUrl ?? '')?.[1];
    if (id === undefined) continue;
    shown += 1;
    const kept = await pictures.read(id);
    expect(kept && numberOfPhoto(kept.bytes)).toBe(numberOf(session));
  }
  for (const [index] of accounts.entries()) {
    if (index + 1 === numberOf(session)) continue;
    const id = hash('sha256', await numberedPhoto(index + 1), 'hex');
    expect(await pictures.read(id)).toBeNull();
  }
  return shown;
}

async function endTicket(demo: DemoServer | undefined, ticket: string): Promise<void> {
  const url =
    'https://any.example/alfresco/api/-default-/public/authentication/versions/1/tickets/-me-';
  const headers = { Authorization: `Basic ${Buffer.from(ticket).toString('base64')}` };
  await demo?.fetch(new Request(url, { method: 'DELETE', headers }));
}

async function photosOf(rig: AccountsRig): Promise<Map<string, string>> {
  const directory = rig.sessions.directory();
  const { rows } = await directory.window({ ...everybody, offset: 0, limit: 50 });
  const found = new Map<string, string>();
  for (const { id, photoUrl } of rows) {
    const hash = /avatar\/([0-9a-f]+)/.exec(photoUrl ?? '')?.[1];
    if (hash === undefined || !users.some((user) => user === id)) continue;
    const bytes = await directory.photos.read(hash);
    if (bytes !== null) found.set(id, Buffer.from(bytes).toString('base64'));
  }
  return found;
}

/** What is open shows people and photos of its own server and of no other. */
async function expectOwnPeople(rig: AccountsRig, truth: readonly string[]): Promise<number> {
  const session = await rig.sessions.current();
  if (session === null) return 0;
  const { host } = new URL(session.serverUrl);
  const { rows } = await rig.sessions.directory().window({ ...everybody, offset: 0, limit: 50 });
  for (const { id, location } of rows) expect(location).toBe(`${id} at ${host}`);
  const mine = truth[hosts.findIndex((one) => one === host)];
  const photos = await photosOf(rig).catch(() => new Map<string, string>());
  for (const photo of photos.values()) expect(photo).toBe(mine);
  return rows.length + photos.size;
}

describe('B28: two servers, two users', () => {
  it('never mixes people, photos or tickets, whatever is done in which order', async () => {
    const servers = await Promise.all(hosts.map(startMarked));
    const truth = await Promise.all(
      servers.map(async ({ admin }) => {
        const answer = await admin.avatars.get('mira', { placeholder: false });
        return answer.kind === 'photo' ? Buffer.from(answer.bytes).toString('base64') : '';
      }),
    );
    expect(new Set(truth).size).toBe(2);
    expect(truth).not.toContain('');
    const demos = Object.fromEntries(hosts.map((host, no) => [host, servers[no]?.demo]));
    let looks = 0;
    let pictures = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        const rig = createAccountsRig({ servers: demos as Record<string, DemoServer> });
        for (const next of steps) {
          const before = await rig.sessions.current();
          rig.seen.length = 0;
          await take(rig, servers, next);
          looks += await expectOwnPeople(rig, truth);
          const after = await rig.sessions.current();
          if (after !== null) pictures += await expectOwnPictures(rig, after);
          const involved = new Set([before, after].map((session) => ownerOf(session)));
          for (const { host, ticket } of rig.seen) {
            if (ticket === null) continue;
            const owner = servers[hosts.findIndex((one) => one === host)]?.owners.get(ticket);
            expect([...involved]).toContain(`${owner ?? 'nobody'} at ${host}`);
          }
        }
        await rig.sessions.close();
      }),
      { numRuns: 40 },
    );
    expect(looks).toBeGreaterThan(1000);
    expect(pictures).toBeGreaterThan(10);
  });
});

function ownerOf(session: { readonly userId: string; readonly serverUrl: string } | null): string {
  return session === null ? '' : `${session.userId} at ${new URL(session.serverUrl).host}`;
}
