import { describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { authenticationPath, entry, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();
const credentials = { userId: 'Alice', password: 'pässword' };

describe('tickets', () => {
  it('signs in with a body, and without the ticket of before', async () => {
    const server = current();
    server.answer(201, entry({ id: 'TICKET_1', userId: 'Alice' }));
    expect(await server.client.tickets.create(credentials)).toEqual({
      ticket: 'TICKET_1',
      userId: 'Alice',
    });
    expect(server.last()).toMatchObject({ method: 'POST', url: `${authenticationPath}/tickets` });
    expect(server.last().headers).not.toHaveProperty('authorization');
    expect(JSON.parse(server.last().body.toString('utf8'))).toEqual(credentials);
  });

  it('reads and ends the ticket in use', async () => {
    const server = current();
    server.answer(200, entry({ id: 'TICKET_1' }));
    expect(await server.client.tickets.get()).toBe('TICKET_1');
    server.behave = (_request, response) => void response.writeHead(204).end();
    await server.client.tickets.delete();
    expect(server.last()).toMatchObject({
      method: 'DELETE',
      url: `${authenticationPath}/tickets/-me-`,
    });
  });

  it('takes nothing but 204 for the end of a ticket', async () => {
    const server = current();
    server.answer(200, '<html>Welcome to our Wi-Fi</html>');
    expect(await appErrorOf(server.client.tickets.delete())).toMatchObject({
      reason: 'bad-answer',
    });
  });

  it('encodes a ticket as UTF-8 and asks for it with each request', async () => {
    const server = current();
    let ticket: string | null = 'TICKET_ä';
    const client = createAlfrescoClient({
      baseUrl: server.baseUrl,
      fetch,
      authorization: () => ticket,
    });
    await client.people.get('a');
    const { authorization = '' } = server.last().headers;
    expect(Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8')).toBe(
      ticket,
    );
    ticket = null;
    await client.people.get('a');
    expect(server.last().headers).not.toHaveProperty('authorization');
  });

  it.each([
    [403, 'Login failed', 'unauthorized', 'bad-credentials'],
    [400, 'Invalid login details.', 'invalid', null],
    [401, 'Authentication failed for Web Script x', 'unauthorized', null],
    [501, 'SAML is enforced.', 'unsupported', null],
  ])('maps %i at sign-in', async (status, summary, code, reason) => {
    const server = current();
    server.answer(status, alfrescoError(status, summary));
    expect(await appErrorOf(server.client.tickets.create(credentials))).toMatchObject({
      code,
      reason,
      status,
    });
  });

  it('does not blame the password for the 403 of a proxy', async () => {
    const server = current();
    server.answer(403, '<h1>Forbidden by our firewall</h1>', { 'Content-Type': 'text/html' });
    expect(await appErrorOf(server.client.tickets.create(credentials))).toMatchObject({
      code: 'network',
      reason: 'bad-answer',
    });
  });
});
