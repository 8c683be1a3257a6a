import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { findServer } from '../../../../main/api/find-server.ts';
import type { AlfrescoClient } from '../../../../main/services/ports/alfresco.ts';
import { startDemoServer, type ListeningDemoServer } from '../../../support/demo-server.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { listPeople } from '../../../support/page-answers.ts';

let server: ListeningDemoServer;

beforeAll(async () => {
  server = await startDemoServer();
});
beforeEach(() => server.demo.reset({ fixture: 'cases' }));
afterAll(() => server.close());

async function signedIn(userId: string, password: string): Promise<AlfrescoClient> {
  let ticket: string | null = null;
  const client = createAlfrescoClient({
    baseUrl: server.baseUrl,
    fetch,
    authorization: () => ticket,
  });
  ({ ticket } = await client.tickets.create({ userId, password }));
  return client;
}

const admin = () => signedIn('admin', 'admin');
const alice = () => signedIn('alice', 'password');

describe('against the demo server', () => {
  it('finds the server, signs in and out', async () => {
    const found = await findServer({ address: server.url, acceptPlainHttp: false, fetch });
    expect(found).toMatchObject({ baseUrl: server.baseUrl, isPlainHttp: false });
    const client = await admin();
    expect(await client.tickets.get()).toMatch(/^TICKET_/);
    expect((await client.people.get('-me-')).capabilities?.isAdmin).toBe(true);
    await client.tickets.delete();
    expect(await appErrorOf(client.people.get('-me-'))).toMatchObject({
      code: 'unauthorized',
      reason: 'session-expired',
    });
  });

  it('finds a server from before the probes', async () => {
    server.demo.reset({ fixture: 'cases', version: '5.2' });
    const found = await findServer({ address: server.url, acceptPlainHttp: false, fetch });
    expect(found.baseUrl).toBe(server.baseUrl);
  });

  it('hears that the password is wrong', async () => {
    expect(await appErrorOf(signedIn('alice', 'wrong'))).toMatchObject({
      code: 'unauthorized',
      reason: 'bad-credentials',
      serverText: 'Login failed',
    });
  });

  it('reads what the repository is', async () => {
    server.demo.reset({ fixture: 'cases', version: '25.2.0', readOnly: true });
    expect(await (await alice()).discovery.get()).toMatchObject({
      edition: 'Community',
      version: '25.2.0',
      isReadOnly: true,
      isThumbnailGenerationEnabled: true,
    });
  });

  it('turns pages until there are no more', async () => {
    const client = await alice();
    const ids: string[] = [];
    for (let skipCount = 0, hasMoreItems = true; hasMoreItems; skipCount += 2) {
      const page = await listPeople(client, {
        skipCount,
        maxItems: 2,
        include: ['properties', 'aspectNames', 'capabilities'],
      });
      ids.push(...page.people.map(({ id }) => id));
      hasMoreItems = page.hasMoreItems;
      expect(page.totalItems).toBe(5);
    }
    expect(ids).toEqual(['admin', 'alice', 'aliced', 'ben', 'guest']);
  });

  it.each(['5.2.2', '6.0', '26.3.0'])('reads the people of release %s', async (version) => {
    server.demo.reset({ fixture: 'cases', version });
    const { people } = await listPeople(await alice(), { include: ['properties'] });
    const found = people.find(({ id }) => id === 'alice');
    expect(found).toMatchObject({
      displayName: 'Alice Smith',
      properties: { 'papi:lunch': 'Magical sandwich' },
    });
    expect(people.find(({ id }) => id === 'guest')).toMatchObject({ lastName: null, email: null });
  });

  it('creates, changes and disables a person', async () => {
    const client = await admin();
    const id = 'zoë+test@example.com';
    const created = await client.people.create({
      id,
      firstName: 'Zoë',
      email: 'zoe@example.com',
      password: 'secret',
      company: { organization: 'ACME', fax: '1' },
    });
    expect(created).toMatchObject({ id, displayName: 'Zoë', enabled: true });
    const changed = await client.people.update(id, {
      lastName: 'Ünal',
      enabled: false,
      company: { fax: null },
    });
    expect(changed).toMatchObject({ displayName: 'Zoë Ünal', enabled: false });
    expect(changed.company).toMatchObject({ organization: 'ACME', fax: null });
    expect(await client.people.get(id)).toEqual(changed);
    expect(await appErrorOf(signedIn(id, 'secret'))).toMatchObject({ reason: 'bad-credentials' });
  });

  it('hears what others may not do', async () => {
    const client = await alice();
    expect(await appErrorOf(client.people.update('ben', { jobTitle: 'x' }))).toMatchObject({
      code: 'forbidden',
      status: 403,
    });
    expect(await appErrorOf(client.people.get('nobody'))).toMatchObject({ code: 'not-found' });
  });

  it('tells an account of a directory service from the end of the session', async () => {
    server.demo.reset({ fixture: 'demo', people: 200 });
    const client = await admin();
    const { people } = await listPeople(client, { maxItems: 200, include: ['capabilities'] });
    const managed = people.find(
      ({ capabilities }) => capabilities?.isMutable === false && !capabilities.isGuest,
    );
    if (managed === undefined) throw new Error('Nobody is managed by a directory service');
    const call = client.people.update(managed.id, { password: 'brand-new' });
    expect(await appErrorOf(call)).toMatchObject({ code: 'forbidden', status: 401 });
    await client.people.get('-me-');
  });

  it('works in process, as the embedded demo is called', async () => {
    const client = createAlfrescoClient({
      baseUrl: 'http://demo.rollcall.invalid/alfresco',
      fetch: (input, init) => server.demo.fetch(new Request(input, init)),
      authorization: () => null,
    });
    const { userId } = await client.tickets.create({ userId: 'alice', password: 'password' });
    expect(userId).toBe('alice');
  });

  it('puts, reads and removes a photo', async () => {
    const client = await alice();
    expect(await client.avatars.get('alice')).toEqual({ kind: 'none' });
    const bytes = await sharp({
      create: { width: 300, height: 200, channels: 3, background: 'red' },
    })
      .jpeg()
      .toBuffer();
    await client.avatars.put('alice', { bytes, contentType: 'image/jpeg' });
    const answer = await expect
      .poll(() => client.avatars.get('alice'))
      .toMatchObject({ kind: 'photo' })
      .then(() => client.avatars.get('alice'));
    if (answer.kind !== 'photo' || answer.lastModified === null) throw new Error('No photo');
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'png', width: 64 });
    const ifModifiedSince = answer.lastModified;
    expect(await client.avatars.get('alice', { ifModifiedSince })).toEqual({
      kind: 'not-modified',
    });
    await client.avatars.delete('alice');
    expect(await client.avatars.get('alice')).toEqual({ kind: 'none' });
    expect(await client.avatars.get('alice', { placeholder: true })).toMatchObject({
      kind: 'photo',
    });
    expect(await appErrorOf(client.avatars.get('nobody'))).toMatchObject({ code: 'not-found' });
  });

  it('hears why a photo is refused', async () => {
    const photo = { bytes: new TextEncoder().encode('no picture'), contentType: 'image/png' };
    const client = await alice();
    const refusal = await appErrorOf(client.avatars.put('alice', photo));
    expect(refusal).toMatchObject({ code: 'invalid', status: 400 });
    server.demo.reset({ fixture: 'cases', thumbnailsEnabled: false });
    const again = await alice();
    expect(await appErrorOf(again.avatars.put('alice', photo))).toMatchObject({
      code: 'unsupported',
      serverText: 'Thumbnail generation has been disabled.',
    });
  });

  it('asks for a new password and sets it', async () => {
    const client = await alice();
    await client.passwordReset.request('alice', 'share');
    const mail = server.demo.mails().at(-1);
    if (mail === undefined) throw new Error('There was no mail');
    await client.passwordReset.complete('alice', { ...mail, password: 'brand-new' });
    await signedIn('alice', 'brand-new');
  });

  it('takes a link that leads nowhere for accepted, as the server does', async () => {
    const client = await alice();
    const reset = { password: 'brand-new', id: 'activiti$99', key: 'nothing' };
    await client.passwordReset.complete('alice', reset);
    expect(await appErrorOf(signedIn('alice', 'brand-new'))).toMatchObject({
      reason: 'bad-credentials',
    });
  });
});
