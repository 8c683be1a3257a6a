import { describe, expect, it } from 'vitest';
import type { DemoServer } from '../../../../main/demo/demo-server.ts';
import { type AccountsRig, createAccountsRig } from '../../../support/accounts-rig.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { sizeOf } from '../../../support/stores.ts';

const host = 'one.example';
const people = 700;
const admin = { userId: 'admin', password: 'admin' };

/** A company behind a server that gives a hundred people at most, so that a refresh has many pages. */
function companyInSmallPages(): DemoServer {
  const demo = createTestDemo({ fixture: 'demo', people });
  return {
    ...demo,
    fetch(request) {
      const url = new URL(request.url);
      if (Number(url.searchParams.get('maxItems')) <= 100) return demo.fetch(request);
      url.searchParams.set('maxItems', '100');
      return demo.fetch(new Request(url, request));
    },
  };
}

/** The same, but for some whom its pages leave out: a refresh asks for them one by one. */
function hiding(server: DemoServer, hidden: ReadonlySet<string>): DemoServer {
  return {
    ...server,
    async fetch(request) {
      const answer = await server.fetch(request);
      if (!new URL(request.url).pathname.endsWith('/people')) return answer;
      const page = (await answer.json()) as { list: { entries: { entry: { id: string } }[] } };
      page.list.entries = page.list.entries.filter(({ entry }) => !hidden.has(entry.id));
      return Response.json(page);
    },
  };
}

/** A rig with its directory open and complete. */
async function signedIn(server: DemoServer): Promise<AccountsRig> {
  const rig = createAccountsRig({ servers: { [host]: server } });
  await rig.signIn(host, admin);
  await rig.refreshed();
  rig.seen.length = 0;
  return rig;
}

const isPage = ({ kind }: { readonly kind: string }): boolean => kind === 'GET people';

/** Has the server forget a ticket, as it does after an hour, and with each restart. */
async function endTicket(server: DemoServer, ticket: string | null): Promise<void> {
  const encoded = Buffer.from(ticket ?? '').toString('base64');
  const url = `https://${host}/alfresco/api/-default-/public/authentication/versions/1/tickets/-me-`;
  const headers = { Authorization: `Basic ${encoded}` };
  const answer = await server.fetch(new Request(url, { method: 'DELETE', headers }));
  expect(answer.status).toBe(204);
}

async function setPassword(server: DemoServer, password: string): Promise<void> {
  const url = `https://${host}/alfresco/api/-default-/public/alfresco/versions/1/people/admin`;
  const headers = { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` };
  const body = JSON.stringify({ password });
  const answer = await server.fetch(new Request(url, { method: 'PUT', headers, body }));
  expect(answer.status).toBe(200);
}

describe('a ticket that ends in the middle', () => {
  it('is renewed once, at every position of a refresh, and nobody is lost', async () => {
    const server = companyInSmallPages();
    const rig = await signedIn(server);
    const { refresh, store } = rig.sessions.directory();
    await refresh.start();
    const pages = rig.seen.filter(isPage).length;
    expect(pages).toBeGreaterThan(4);
    for (let position = 0; position < pages; position += 1) {
      rig.seen.length = 0;
      await store.remove(await store.ids());
      rig.onRequest = async (request) => {
        const isNext = isPage(request) && rig.seen.filter(isPage).length === position + 1;
        if (isNext) await endTicket(server, request.ticket);
      };
      await refresh.start();
      expect(refresh.state).toMatchObject({ phase: 'idle', fetched: people, error: null });
      expect(await sizeOf(store)).toBe(people);
      expect(rig.signInsAt(host)).toBe(1);
      expect(rig.sessions.signInState()).toMatchObject({ phase: 'signed-in', reason: null });
    }
    expect(rig.states.every(({ phase }) => phase !== 'password-wanted')).toBe(true);
  });

  it('is renewed once where people are asked for one by one', async () => {
    const hidden = new Set<string>();
    const server = hiding(companyInSmallPages(), hidden);
    const rig = await signedIn(server);
    const { refresh, store } = rig.sessions.directory();
    const isLookedFor = ({ kind }: { readonly kind: string }): boolean =>
      kind.startsWith('GET people/') && hidden.has(kind.slice('GET people/'.length));
    for (const id of (await store.ids()).slice(300, 306)) hidden.add(id);
    for (let position = 1; position <= hidden.size; position += 1) {
      rig.seen.length = 0;
      rig.onRequest = async (request) => {
        if (!isLookedFor(request) || rig.seen.filter(isLookedFor).length !== position) return;
        rig.onRequest = () => undefined;
        await endTicket(server, request.ticket);
      };
      await refresh.start();
      expect(refresh.state).toMatchObject({ phase: 'idle', error: null });
      expect(await sizeOf(store)).toBe(people);
      expect(rig.signInsAt(host)).toBe(1);
    }
  });

  it('is renewed once for all requests that find it ended', async () => {
    const server = createTestDemo({ fixture: 'cases' });
    const rig = await signedIn(server);
    const session = await rig.sessions.current();
    const client = rig.sessions.clientOf(session?.profileId ?? '');
    const old = rig.sessions.signIns.of(session?.profileId ?? '').ticket();
    await endTicket(server, old);
    const ids = ['alice', 'admin', 'alice', 'admin'];
    await Promise.all(ids.map((id) => client.people.get(id)));
    expect(rig.signInsAt(host)).toBe(1);
    expect(rig.seen.filter(({ ticket }) => ticket === old)).toHaveLength(ids.length);
  });

  it('is asked for once more and no more where the server takes no ticket at all', async () => {
    const server = createTestDemo({ fixture: 'cases' });
    const rig = await signedIn(server);
    const { profileId } = (await rig.sessions.current()) ?? { profileId: '' };
    rig.onRequest = async ({ kind, ticket }) => {
      if (kind.startsWith('GET people') && ticket !== null) await endTicket(server, ticket);
    };
    const asked = rig.sessions.clientOf(profileId).people.get('alice');
    expect(await appErrorOf(asked)).toMatchObject({ reason: 'session-expired' });
    expect(rig.signInsAt(host)).toBe(1);
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'password-wanted',
      reason: { reason: 'session-expired' },
    });
  });
});

describe('a password that has changed meanwhile', () => {
  it('is tried once and asked for once, and the refresh goes on where it was', async () => {
    const server = companyInSmallPages();
    const rig = await signedIn(server);
    const { refresh, store, connectivity } = rig.sessions.directory();
    await refresh.start();
    const pages = rig.seen.filter(isPage).length;
    await setPassword(server, 'changed');
    let known = 'changed';
    for (let position = 2; position < pages; position += 3) {
      const next = `changed-${position}`;
      await rig.sessions.signInAgain({ password: known, remember: false });
      await refresh.settled();
      rig.seen.length = 0;
      rig.states.length = 0;
      await store.remove(await store.ids());
      rig.onRequest = async (request) => {
        if (!isPage(request) || rig.seen.filter(isPage).length !== position) return;
        rig.onRequest = () => undefined;
        await replacePassword(server, request.ticket, next);
        await endTicket(server, request.ticket);
      };
      await refresh.start();
      expect(refresh.state).toMatchObject({ phase: 'failed', error: { code: 'unauthorized' } });
      expect(connectivity.state.status).toBe('signed-out');
      for (let turn = 0; turn < 15; turn += 1) await refresh.start();
      expect(rig.signInsAt(host)).toBe(1);
      expect(rig.states.filter(({ phase }) => phase === 'password-wanted')).toHaveLength(1);

      rig.seen.length = 0;
      await rig.sessions.signInAgain({ password: next, remember: false });
      await refresh.settled();
      expect(refresh.state).toMatchObject({ phase: 'idle', fetched: people, error: null });
      expect(await sizeOf(store)).toBe(people);
      expect(rig.signInsAt(host)).toBe(1);
      known = next;
    }
  });
});

async function replacePassword(
  server: DemoServer,
  ticket: string | null,
  password: string,
): Promise<void> {
  const url = `https://${host}/alfresco/api/-default-/public/alfresco/versions/1/people/admin`;
  const headers = { Authorization: `Basic ${Buffer.from(ticket ?? '').toString('base64')}` };
  const body = JSON.stringify({ password });
  const answer = await server.fetch(new Request(url, { method: 'PUT', headers, body }));
  expect(answer.status).toBe(200);
}
