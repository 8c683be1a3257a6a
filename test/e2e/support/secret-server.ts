import { expect, onTestFinished } from 'vitest';
import type { DemoServer } from '../../../main/demo/demo-server.ts';
import { listen } from '../../../scripts/demo-server/listen.ts';
import type { Canary } from '../../support/canaries.ts';
import { createTestDemo } from '../../support/demo-server.ts';

/** A server whose administrator has a canary for a password; it keeps what requests show of it. */
export interface SecretServer {
  readonly url: string;
  readonly demo: DemoServer;
  /** The addresses that were asked for. */
  readonly urls: readonly string[];
  /** The tickets presented. */
  tickets(): readonly Canary[];
  /** Has the server forget all tickets presented so far. */
  endTickets(): Promise<void>;
  /** The link of the last mail, as a user pastes it. */
  mail(): { readonly link: string; readonly key: Canary };
  /** Sets the administrator's own password, as another client would. */
  changePassword(from: string, to: string): Promise<void>;
  /** Creates somebody, as another client of the administrator's would. */
  createPerson(id: string, password: string): Promise<void>;
  /** The status by which the server answers a sign-in. */
  statusOf(userId: string, password: string): Promise<number>;
  /** Nobody answers at its port until it comes back. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

const authentication = '/alfresco/api/-default-/public/authentication/versions/1/tickets';
const people = '/alfresco/api/-default-/public/alfresco/versions/1/people';

/** Starts one for the test that runs, with the five people of the cases. */
export async function startSecretServer(adminPassword: string): Promise<SecretServer> {
  const demo = createTestDemo();
  const urls: string[] = [];
  const tickets = new Set<string>();
  const answer = {
    fetch(request: Request) {
      urls.push(request.url);
      const [, basic = ''] = (request.headers.get('authorization') ?? '').split('Basic ');
      const [ticket = ''] = Buffer.from(basic, 'base64').toString().split('ROLE_TICKET:').slice(-1);
      if (ticket.startsWith('TICKET_')) tickets.add(ticket);
      return demo.fetch(request);
    },
  };
  let listening = await listen({ port: 0, ...answer });
  const { url, port } = listening;
  onTestFinished(() => listening.close());
  // Without the socket: that server may be away, and what we ask it is not the app's.
  const ask = (path: string, init: RequestInit): Promise<Response> =>
    Promise.resolve(demo.fetch(new Request(`${url}${path}`, init)));
  async function askAsAdmin(
    password: string,
    method: string,
    path: string,
    body: object,
  ): Promise<number> {
    const basic = Buffer.from(`admin:${password}`).toString('base64');
    const headers = { Authorization: `Basic ${basic}`, 'Content-Type': 'application/json' };
    return (await ask(path, { method, headers, body: JSON.stringify(body) })).status;
  }

  const server: SecretServer = {
    url,
    demo,
    urls,
    tickets: () => [...tickets].map((value, index) => ({ name: `ticket ${index}`, value })),
    async endTickets() {
      for (const ticket of tickets) {
        const headers = { Authorization: `Basic ${Buffer.from(ticket).toString('base64')}` };
        await ask(`${authentication}/-me-`, { method: 'DELETE', headers });
      }
    },
    mail() {
      const mail = demo.mails().findLast(({ kind }) => kind === 'request');
      if (mail === undefined) throw new Error('No mail was sent.');
      const query = new URLSearchParams({ key: mail.key, id: mail.id }).toString();
      return {
        link: `${url}/share/page/reset-password?${query}`,
        key: { name: 'the key of a mail', value: mail.key },
      };
    },
    async changePassword(from, to) {
      const body = { oldPassword: from, password: to };
      expect(await askAsAdmin(from, 'PUT', `${people}/admin`, body)).toBe(200);
    },
    async createPerson(id, password) {
      const body = { id, firstName: id, email: `${id}@example.org`, password: 'of no interest' };
      expect(await askAsAdmin(password, 'POST', people, body)).toBe(201);
    },
    async statusOf(userId, tried) {
      const body = JSON.stringify({ userId, password: tried });
      return (await ask(authentication, { method: 'POST', body })).status;
    },
    leave: () => listening.close(),
    async comeBack() {
      listening = await listen({ port, ...answer });
    },
  };
  await server.changePassword('admin', adminPassword);
  return server;
}
