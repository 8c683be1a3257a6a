import { describe, expect, it } from 'vitest';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { corePath, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();
const page = { list: { pagination: { count: 0, hasMoreItems: false }, entries: [] } };

describe('preferences.canRead', () => {
  it('asks for one of somebody’s preferences at most', async () => {
    const server = current();
    server.answer(200, JSON.stringify(page));
    expect(await server.client.preferences.canRead('a+da')).toBe(true);
    expect(server.last()).toMatchObject({
      method: 'GET',
      url: `${corePath}/people/a%2Bda/preferences?maxItems=1`,
    });
  });

  it('takes Alfresco’s own refusal for a no', async () => {
    const server = current();
    server.answer(403, alfrescoError(403, 'Permission was denied'));
    expect(await server.client.preferences.canRead('guest')).toBe(false);
  });

  it.each([
    [403, '<html>Sign in to the network</html>'],
    [200, '<html>Sign in to the network</html>'],
    [200, '{}'],
  ])('takes nobody else’s answer for either: %i %s', async (status, body) => {
    const server = current();
    server.answer(status, body);
    expect(await appErrorOf(server.client.preferences.canRead('guest'))).toMatchObject({
      reason: 'bad-answer',
    });
  });
});
