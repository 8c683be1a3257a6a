import {
  AlfrescoApi,
  AlfrescoApiConfig,
  DiscoveryApi,
  PeopleApi,
  QueriesApi,
} from '@alfresco/js-api';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoAdmin } from '../../main/demo/demo-accounts.ts';
import { startDemoServer, type ListeningDemoServer } from '../support/demo-server.ts';

/** Alfresco's own client as a second opinion: what it can use must be like the real server. */
describe('@alfresco/js-api works with the demo server', () => {
  const peopleCount = 23;
  let server: ListeningDemoServer;
  let alfresco: AlfrescoApi;
  let people: PeopleApi;

  beforeEach(async () => {
    server = await startDemoServer({ fixture: 'demo', people: peopleCount });
    alfresco = new AlfrescoApi(
      new AlfrescoApiConfig({ hostEcm: server.url, provider: 'ECM', authType: 'BASIC' }),
    );
    await alfresco.login(demoAdmin.userId, demoAdmin.password);
    people = new PeopleApi(alfresco);
  });
  afterEach(() => server.close());

  async function createPat(): Promise<void> {
    await people.createPerson({
      id: 'pat',
      firstName: 'Pat',
      lastName: 'Example',
      email: 'pat@example.com',
      password: 'secret',
    });
  }

  test('signs in by ticket and reads who it is', async () => {
    expect(alfresco.getTicketEcm()).toMatch(/^TICKET_[0-9a-f]{40}$/);
    const { entry } = await people.getPerson('-me-');
    expect(entry).toMatchObject({ id: 'admin', capabilities: { isAdmin: true } });
  });

  test('reads the discovery', async () => {
    const { entry } = await new DiscoveryApi(alfresco).getRepositoryInformation();
    expect(entry.repository.version.major).toBe('26');
  });

  test('lists everybody page by page', async () => {
    const ids: string[] = [];
    for (let hasMore = true; hasMore;) {
      const { list } = await people.listPeople({
        skipCount: ids.length,
        maxItems: 5,
        orderBy: ['id'],
      });
      ids.push(...(list?.entries ?? []).map(({ entry }) => entry.id));
      hasMore = list?.pagination?.hasMoreItems === true;
    }
    expect(new Set(ids).size).toBe(peopleCount);
    expect(ids).toHaveLength(peopleCount);
  });

  test('creates, updates and disables a person', async () => {
    await createPat();
    const updated = await people.updatePerson('pat', { jobTitle: 'Archivist', lastName: 'Sample' });
    expect(updated.entry).toMatchObject({ displayName: 'Pat Sample', jobTitle: 'Archivist' });
    const disabled = await people.updatePerson('pat', { enabled: false });
    expect(disabled.entry.enabled).toBe(false);
    expect((await people.getPerson('pat')).entry).toMatchObject({ enabled: false });
  });

  test('finds people by a part of their name', async () => {
    await createPat();
    const { list } = await new QueriesApi(alfresco).findPeople('exam', {
      orderBy: ['firstName'],
    });
    expect(list?.entries?.map(({ entry }) => entry.id)).toContain('pat');
  });

  test('puts, gets and deletes a photo', async () => {
    await createPat();
    await expect(people.getAvatarImage('pat')).rejects.toMatchObject({ status: 404 });
    // The client can send nothing but text: one picture that is text is SVG.
    await people.updateAvatarImage(
      'pat',
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="red"/></svg>',
    );
    const avatar = await people.getAvatarImage('pat', { placeholder: false });
    const { width, height, format } = await sharp(new Uint8Array(await bytesOf(avatar))).metadata();
    expect({ width, height, format }).toEqual({ width: 64, height: 32, format: 'png' });
    await people.deleteAvatarImage('pat');
    await expect(people.getAvatarImage('pat')).rejects.toMatchObject({ status: 404 });
  });

  test('signs out', async () => {
    await alfresco.logout();
    await expect(people.getPerson('-me-')).rejects.toMatchObject({ status: 401 });
  });
});

/** The client says that it gives a Blob; under Node it is a Buffer. */
async function bytesOf(avatar: Blob | Buffer): Promise<ArrayBuffer | Buffer> {
  return avatar instanceof Blob ? avatar.arrayBuffer() : avatar;
}
