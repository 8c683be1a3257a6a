import { beforeEach, describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../main/api/client.ts';
import type { DemoServer } from '../../../main/demo/demo-server.ts';
import type { DemoSettingsInput } from '../../../main/demo/settings.ts';
import { isAdministrator } from '../../../main/services/viewer-rights.ts';
import type { AlfrescoClient, FetchFunction } from '../../../main/services/ports/alfresco.ts';
import type { Person } from '../../../preload/model/person.ts';
import { type PersonAction, type Rights, whyNot } from '../../../preload/rules/why-not.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { listPeople } from '../../support/page-answers.ts';

const company = { fixture: 'demo', people: 150 } as const;
const servers: Readonly<Record<string, DemoSettingsInput>> = {
  'a server': company,
  'a read-only server': { ...company, readOnly: true },
  'a server without thumbnails': { ...company, thumbnailsEnabled: false },
};

const demo: DemoServer = createTestDemo(company);
const through: FetchFunction = (input, init) => demo.fetch(new Request(input, init));
/** Every kind of account there is, by what tells it apart. */
const kinds: Readonly<Record<string, (person: Person) => boolean>> = {
  'an administrator': ({ id }) => id === 'admin',
  'another administrator': (person) => isOwn(person, true) && person.id !== 'admin',
  'an ordinary user': (person) => isOwn(person, false) && person.enabled,
  'another user': (person) => isOwn(person, false) && person.enabled && person.id > 'm',
  'a disabled user': (person) => isOwn(person, false) && !person.enabled,
  'a user of a directory service': ({ capabilities, enabled }) =>
    enabled && capabilities?.isMutable === false && !capabilities.isGuest,
  'the guest': ({ capabilities }) => capabilities?.isGuest === true,
};
const viewers = ['an administrator', 'an ordinary user', 'a user of a directory service'];
const actions: readonly PersonAction[] = [
  'edit',
  'create',
  'enable',
  'set-password',
  'send-reset',
  'photo',
];

function isOwn({ capabilities, email }: Person, isAdmin: boolean): boolean {
  return capabilities?.isMutable === true && capabilities.isAdmin === isAdmin && email !== null;
}

/** In the invented company, people's passwords are their user names. */
async function signIn(userId: string): Promise<AlfrescoClient> {
  const baseUrl = 'http://demo.invalid/alfresco';
  let ticket: string | null = null;
  const client = createAlfrescoClient({ baseUrl, fetch: through, authorization: () => ticket });
  ({ ticket } = await client.tickets.create({ userId, password: userId }));
  return client;
}

async function findKind(kind: string): Promise<Person> {
  const admin = await signIn('admin');
  const { people } = await listPeople(admin, { maxItems: 200, include: ['capabilities'] });
  const found = people.find((person) => kinds[kind]?.(person));
  if (found === undefined) throw new Error(`The company has nobody like ${kind}`);
  return found;
}

/** Whether the server lets it happen: what it answers, and for a reset whether it works. */
async function isDone(
  action: PersonAction,
  { client, rights }: { readonly client: AlfrescoClient; readonly rights: Rights },
  person: Person,
): Promise<boolean> {
  const { id } = person;
  const does = (call: Promise<unknown>): Promise<boolean> =>
    call.then(
      () => true,
      () => false,
    );
  switch (action) {
    case 'edit':
      return does(client.people.update(id, { jobTitle: 'Tester' }));
    case 'enable':
      return does(client.people.update(id, { enabled: !person.enabled }));
    case 'photo':
      return does(client.avatars.put(id, { bytes: onePixel, contentType: 'image/png' }));
    case 'set-password': {
      const old = rights.isAdmin === true ? {} : { oldPassword: id };
      return does(client.people.update(id, { ...old, password: 'new' }));
    }
    case 'create': {
      const email = 'new@example.com';
      return does(client.people.create({ id: 'new', firstName: 'New', email, password: 'new' }));
    }
    case 'send-reset': {
      const mailsBefore = demo.mails().length;
      await does(client.passwordReset.request(id, 'share'));
      const mail = demo.mails()[mailsBefore];
      if (mail === undefined) return false;
      await client.passwordReset.complete(id, { password: 'new', id: mail.id, key: mail.key });
      return demo.mails().at(-1)?.kind === 'confirmation';
    }
  }
}

const onePixel = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Servers that do not say of people who they are, and what is known of the viewer there. */
const oldServers: Readonly<Record<string, DemoSettingsInput>> = {
  'a server before 6.0': { ...company, version: '5.2.5' },
  'one that does not tell the viewer’s rights': {
    ...company,
    version: '5.2.5',
    faults: [{ path: 'preferences', kind: 'error', status: 404 }],
  },
};

async function rightsAt(client: AlfrescoClient, userId: string): Promise<Rights> {
  const me = await client.people.get('-me-');
  return {
    userId,
    isAdmin: await isAdministrator(client, me),
    repository: await client.discovery.get(),
  };
}

/** What a user is told of an action on somebody at a fresh server, and whether it succeeds there. */
async function tellOf(
  action: (typeof actions)[number],
  settings: Parameters<typeof demo.reset>[0],
  userId: string,
  personId: string,
) {
  demo.reset(settings);
  const client = await signIn(userId);
  const rights = await rightsAt(client, userId);
  const person = await client.people.get(personId);
  return {
    reason: whyNot(action, rights, action === 'create' ? null : person),
    isPossible: () => isDone(action, { client, rights }, person),
  };
}

describe.each(Object.entries(oldServers))('at %s', (_name, settings) => {
  beforeEach(() => demo.reset(company));

  describe.each(viewers)('%s', (viewer) => {
    it.each(Object.keys(kinds))('is kept from nothing that works, of %s', async (kind) => {
      const { id: userId } = await findKind(viewer);
      const { id } = await findKind(kind);
      for (const action of actions) {
        const { reason, isPossible } = await tellOf(action, settings, userId, id);
        if (reason === null || (action === 'send-reset' && reason === 'only-yourself')) continue;
        expect([action, await isPossible()]).toEqual([action, false]);
      }
    });
  });
});

describe.each(Object.entries(servers))('at %s', (_name, settings) => {
  beforeEach(() => demo.reset(company));

  describe.each(viewers)('%s', (viewer) => {
    it.each(Object.keys(kinds))('is told of %s what the server will say', async (kind) => {
      const { id: userId } = await findKind(viewer);
      const { id } = await findKind(kind);
      for (const action of actions) {
        const { reason, isPossible } = await tellOf(action, settings, userId, id);
        // The server sends a mail whoever asks for it; Rollcall leaves that to administrators.
        if (action === 'send-reset' && reason === 'only-yourself') continue;
        expect([action, reason === null]).toEqual([action, await isPossible()]);
      }
    });
  });
});
