import { describe, expect, it } from 'vitest';
import type { PersonUpdate } from '../../../../main/services/ports/alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { canarySecrets } from '../../../support/transport-cases.ts';
import { corePath, entry, useOneAnswer } from './one-answer.ts';
import { listPeople } from '../../../support/page-answers.ts';

const current = useOneAnswer();

function page(people: readonly object[], pagination: object = {}): string {
  return JSON.stringify({
    list: {
      pagination: {
        count: people.length,
        hasMoreItems: false,
        totalItems: people.length,
        skipCount: 0,
        maxItems: 100,
        ...pagination,
      },
      entries: people.map((person) => ({ entry: person })),
    },
  });
}

describe('people.list', () => {
  it('asks for a page in the order of ids, without blanks in include', async () => {
    const server = current();
    server.answer(200, page([{ id: 'a' }, { id: 'b' }], { skipCount: 40, maxItems: 20 }));
    const { people, ...paging } = await listPeople(server.client, {
      skipCount: 40,
      maxItems: 20,
      include: ['properties', 'capabilities'],
    });
    expect(people.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(paging).toEqual({ skipCount: 40, maxItems: 20, hasMoreItems: false, totalItems: 2 });
    expect(server.last().url).toBe(
      `${corePath}/people?skipCount=40&maxItems=20&orderBy=id&include=properties%2Ccapabilities`,
    );
  });

  it('leaves include away where nothing is asked for, since an empty one is an error', async () => {
    const server = current();
    server.answer(200, page([]));
    await server.client.people.list({ include: [] });
    expect(server.last().url).not.toContain('include');
  });

  it('does without totalItems', async () => {
    const server = current();
    server.answer(200, page([], { totalItems: undefined }));
    expect((await listPeople(server.client, {})).totalItems).toBeNull();
  });

  it.each([
    ['another page than asked for', page([{ id: 'a' }], { skipCount: 100 })],
    ['more people than asked for', page(Array.from({ length: 101 }, (_, n) => ({ id: `p${n}` })))],
    ['an entry without an id', page([{ id: 'a' }, { firstName: 'Nobody' }])],
    ['no pagination', '{"list":{"entries":[]}}'],
    ['one person instead of a page', entry({ id: 'a' })],
  ])('refuses %s', async (_name, body) => {
    const server = current();
    server.answer(200, body);
    expect(await appErrorOf(listPeople(server.client, {}))).toMatchObject({
      code: 'network',
      reason: 'bad-answer',
    });
  });
});

describe('people.get', () => {
  it('asks for the signed-in person under -me-', async () => {
    const server = current();
    await server.client.people.get('-me-');
    expect(server.last()).toMatchObject({ method: 'GET', url: `${corePath}/people/-me-` });
  });

  it('sends the ticket as Basic credentials and nothing else that could sign in', async () => {
    const server = current();
    await server.client.people.get('-me-');
    const { headers } = server.last();
    const ticket = Buffer.from(canarySecrets.ticket, 'utf8').toString('base64');
    expect(headers.authorization).toBe(`Basic ${ticket}`);
    expect(headers.accept).toBe('application/json');
    expect(headers).not.toHaveProperty('cookie');
  });

  it('never brings back a cookie that the server sets', async () => {
    const server = current();
    server.answer(200, entry({ id: 'a' }), { 'Set-Cookie': 'JSESSIONID=1; Path=/' });
    await server.client.people.get('-me-');
    await server.client.people.get('-me-');
    expect(server.last().headers).not.toHaveProperty('cookie');
  });

  it('says that a person is gone in words for people', async () => {
    const server = current();
    server.answer(404, alfrescoError(404, 'The entity with id: zoe was not found'));
    expect(await appErrorOf(server.client.people.get('zoe'))).toMatchObject({
      code: 'not-found',
      message: 'This person is not on the server any more. Refresh the list.',
      serverText: 'The entity with id: zoe was not found',
    });
  });
});

describe('people.create', () => {
  const zoe = { id: 'zoe', firstName: 'Zoe', email: 'zoe@example.com', password: 'secret' };

  it('posts the person as JSON', async () => {
    const server = current();
    server.answer(201, entry({ ...zoe, password: undefined }));
    const created = await server.client.people.create({
      ...zoe,
      lastName: null,
      company: { organization: 'ACME' },
      aspectNames: ['papi:lunchable'],
    });
    expect(created).toMatchObject({ id: 'zoe', displayName: 'Zoe', lastName: null });
    expect(server.last()).toMatchObject({ method: 'POST', url: `${corePath}/people` });
    expect(server.last().headers['content-type']).toBe('application/json');
    expect(JSON.parse(server.last().body.toString())).toEqual({
      ...zoe,
      lastName: null,
      company: { organization: 'ACME' },
      aspectNames: ['papi:lunchable'],
    });
  });

  it('tells that the user name is taken', async () => {
    const server = current();
    server.answer(409, alfrescoError(409, "Person 'zoe' already exists."));
    expect(await appErrorOf(server.client.people.create(zoe))).toMatchObject({
      code: 'conflict',
      message: 'There is a person with this user name already. Choose another one.',
    });
  });

  it.each(['-me-', '-ME-', '.', '..', '', 'a/b', 'a\\b'])(
    'does not create %j, which nobody could reach again',
    async (id) => {
      const server = current();
      const error = await appErrorOf(server.client.people.create({ ...zoe, id }));
      expect(error).toMatchObject({ code: 'invalid' });
      expect(error.fields).toHaveProperty('id');
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('people.update', () => {
  async function sentFor(changes: PersonUpdate): Promise<unknown> {
    const server = current();
    await server.client.people.update('alice', changes);
    expect(server.last()).toMatchObject({ method: 'PUT', url: `${corePath}/people/alice` });
    return JSON.parse(server.last().body.toString());
  }

  it('sends only what changes; null clears', async () => {
    const changes = {
      jobTitle: 'Boss',
      skypeId: null,
      company: { fax: null },
      enabled: false,
      emailNotificationsEnabled: false,
      properties: { 'papi:lunch': null },
      password: 'new',
      oldPassword: 'old',
    };
    expect(await sentFor(changes)).toEqual(changes);
  });

  it('sends no empty company, which would clear all of its fields', async () => {
    expect(await sentFor({ jobTitle: 'Boss', company: {} })).toEqual({ jobTitle: 'Boss' });
  });

  it('sends nothing that a whole person brings along, above all no aspects', async () => {
    const person = await current().client.people.get('alice');
    const surplus = { ...person, jobTitle: 'Boss' } as PersonUpdate;
    const sent = await sentFor(surplus);
    for (const field of ['id', 'displayName', 'avatarId', 'aspectNames', 'capabilities', 'quota']) {
      expect(sent).not.toHaveProperty(field);
    }
  });
});
