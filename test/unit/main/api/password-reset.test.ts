import { describe, expect, it } from 'vitest';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { corePath, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();

describe('passwordReset', () => {
  it('asks for the mail without a sign-in', async () => {
    const server = current();
    server.behave = (_request, response) => void response.writeHead(202).end();
    await server.client.passwordReset.request('alice', 'share');
    expect(server.last()).toMatchObject({
      method: 'POST',
      url: `${corePath}/people/alice/request-password-reset`,
    });
    expect(server.last().headers).not.toHaveProperty('authorization');
    expect(JSON.parse(server.last().body.toString())).toEqual({ client: 'share' });
  });

  it('finishes with what the link holds', async () => {
    const server = current();
    server.behave = (_request, response) => void response.writeHead(202).end();
    const reset = { password: 'new', id: 'activiti$10', key: 'a-key' };
    await server.client.passwordReset.complete('alice', reset);
    expect(server.last().url).toBe(`${corePath}/people/alice/reset-password`);
    expect(server.last().headers).not.toHaveProperty('authorization');
    expect(JSON.parse(server.last().body.toString())).toEqual(reset);
  });

  it('takes nothing but 202 for accepted', async () => {
    const server = current();
    server.answer(200, '<html>Welcome</html>');
    const call = server.client.passwordReset.request('alice', 'share');
    expect(await appErrorOf(call)).toMatchObject({ reason: 'bad-answer' });
  });

  it('says that the client is not set up', async () => {
    const server = current();
    server.answer(404, alfrescoError(404, 'Client was not found [portal]'));
    const error = await appErrorOf(server.client.passwordReset.request('alice', 'portal'));
    expect(error).toMatchObject({ code: 'not-found', serverText: 'Client was not found [portal]' });
    expect(error.message).toMatch(/password reset/);
  });
});
