import { describe, expect, test } from 'vitest';
import { hasFeature } from '../../../../main/demo/server-version.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call } from './api-calls.ts';

describe('releases differ', () => {
  test.each([
    ['25.2', true],
    ['25.2.0.28', true],
    ['26', true],
    ['25.1.9', false],
    ['7.4', false],
  ])('%s allows enabled:true on an admin: %s', async (version, isAllowed) => {
    const answer = await call(createTestDemo({ version }), 'PUT /people/admin', {
      json: { enabled: true },
    });
    expect(answer.status).toBe(isAllowed ? 200 : 403);
  });

  test('no release lets an admin be disabled', async () => {
    const answer = await call(createTestDemo(), 'PUT /people/admin', { json: { enabled: false } });
    expect(answer).toMatchObject({
      status: 403,
      json: { error: { errorKey: 'Admin authority cannot be disabled.' } },
    });
  });

  test('displayName came with 6.2, capabilities with 6.0', async () => {
    const at = async (version: string) => {
      const { json } = await call(createTestDemo({ version }), 'GET /people/alice');
      return (json as { entry: object }).entry;
    };
    expect(await at('6.2')).toMatchObject({ displayName: 'Alice Smith', capabilities: {} });
    expect(await at('6.1')).not.toHaveProperty('displayName');
    expect(await at('6.0')).toHaveProperty('capabilities');
    expect(await at('5.2.7')).not.toHaveProperty('capabilities');
  });

  test.each([
    ['6.0', 'GET /probes/-live-', 200],
    ['5.2', 'GET /probes/-live-', 404],
    ['5.2.1', 'GET /people/alice/groups', 200],
    ['5.2.0', 'GET /people/alice/groups', 404],
    ['5.2.2', 'DELETE /people/alice/avatar', 204],
    ['5.2.1', 'DELETE /people/alice/avatar', 404],
    ['24', 'POST /people/alice/deauthorize', 404],
    ['25.1', 'POST /people/alice/deauthorize', 501],
    ['5.1', 'GET /people/alice', 200],
    ['5.1', 'GET /people', 405],
    ['5.1', 'PUT /people/alice', 405],
    ['5.1', 'GET /queries/people?term=alice', 404],
    ['5.1', 'POST /tickets', 404],
    ['5.1', 'GET /alfresco/api/discovery', 404],
  ] as const)('%s answers %s with %i', async (version, request, status) => {
    expect((await call(createTestDemo({ version }), request)).status).toBe(status);
  });

  test.each([
    ['26.3', 'a"b', 400],
    ['6.2', 'a"b', 201],
    ['6.2', 'a\\b', 400],
    ['5.2.1', 'a\\b', 201],
    ['5.2.1', 'a/b', 400],
  ])('%s and the id %s: %i', async (version, id, status) => {
    const json = { id, firstName: 'F', email: 'e', password: 'p' };
    expect((await call(createTestDemo({ version }), 'POST /people', { json })).status).toBe(status);
  });

  test('a release has the features of all before it', () => {
    expect(hasFeature('26.3.0', 'wholePeopleApi')).toBe(true);
    expect(hasFeature('10', 'displayName')).toBe(true);
    expect(hasFeature('6.10', 'displayName')).toBe(true);
  });
});
