import { describe, expect, test } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call, createFakeClock, textContaining } from './api-calls.ts';

describe('routing', () => {
  test.each([
    ['GET /bogus', 404],
    ['POST /bogus', 404],
    ['GET /people/alice/bogus', 404],
    ['GET /people/alice/avatar/bogus', 404],
    ['GET /queries/bogus?term=ali', 404],
    ['POST /people/alice/groups', 405],
    ['GET /people/alice/reset-password', 405],
    ['PUT /bogus', 401],
    ['DELETE /bogus', 401],
    ['PUT /people', 401],
    ['POST /people/alice', 401],
    ['PATCH /people/alice', 404],
    ['HEAD /people', 404],
    ['OPTIONS /people', 401],
  ] as const)('answers strangers to %s with %i', async (request, status) => {
    expect((await call(createTestDemo(), request, { as: null })).status).toBe(status);
  });

  test.each([
    ['PUT /bogus', 404, 'Unable to locate resource'],
    ['DELETE /people/alice/bogus', 404, 'Unable to locate resource'],
    ['PUT /people', 405, 'PUT is executed against the instance URL'],
    ['DELETE /people', 405, 'The operation is unsupported'],
    ['DELETE /tickets', 405, 'DELETE is executed against the instance URL'],
    ['GET /tickets', 405, 'The operation is unsupported'],
    ['GET /probes', 405, 'The operation is unsupported'],
    ['GET /probes/-bogus-', 400, 'Bad probe name'],
  ] as const)('answers an admin to %s with %i', async (request, status, summary) => {
    const answer = await call(createTestDemo(), request);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      error: { briefSummary: textContaining(summary) },
    });
  });

  test.each([
    ['/people/', 200],
    ['/people/alice/', 200],
    ['/people/%61lice', 200],
    ['/people/al%2Fice', 400],
    ['/people/al%5cice', 400],
    ['/people/al%zzice', 400],
  ])('reads the path %s (%i)', async (path, status) => {
    expect((await call(createTestDemo(), `GET ${path}`)).status).toBe(status);
  });

  test('takes a plus in a path for a blank', async () => {
    const demo = createTestDemo();
    for (const id of ['a b', 'a+b']) {
      await call(demo, 'POST /people', { json: { id, firstName: id, email: 'e', password: 'p' } });
    }
    expect((await call(demo, 'GET /people/a+b')).json).toMatchObject({ entry: { id: 'a b' } });
    expect((await call(demo, 'GET /people/a%2Bb')).json).toMatchObject({ entry: { id: 'a+b' } });
  });

  test.each([
    ['-default-', 200],
    ['-system-', 200],
    ['acme.example', 401],
  ])('knows the network %s (%i)', async (network, status) => {
    const path = `/alfresco/api/${network}/public/alfresco/versions/1/people`;
    expect((await call(createTestDemo(), `GET ${path}`)).status).toBe(status);
  });

  test('reads the first of a repeated parameter alone', async () => {
    const answer = await call(createTestDemo(), 'GET /people?maxItems=1&maxItems=0');
    expect(answer.json).toMatchObject({ list: { pagination: { maxItems: 1, count: 1 } } });
  });

  test('answers outside of the API in HTML', async () => {
    const answer = await call(createTestDemo(), 'GET /alfresco/other');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
  });
});

test('errors are numbered by a month that starts at zero, and by a counter', async () => {
  const demo = createTestDemo({}, createFakeClock());
  const summaries = [];
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { json } = await call(demo, 'GET /people/nobody');
    summaries.push((json as { error: { briefSummary: string } }).error.briefSummary);
  }
  expect(summaries).toEqual([
    '08250001 The entity with id: nobody was not found',
    '08250002 The entity with id: nobody was not found',
  ]);
});

describe('discovery', () => {
  test('describes the release and its switches', async () => {
    const demo = createTestDemo({ version: '7.4.1', readOnly: true, thumbnailsEnabled: false });
    const { json } = await call(demo, 'GET /alfresco/api/discovery');
    expect(json).toMatchObject({
      entry: {
        repository: {
          edition: 'Community',
          version: { major: '7', minor: '4', patch: '1', hotfix: '0', schema: 20_000 },
          status: { isReadOnly: true, isThumbnailGenerationEnabled: false },
        },
      },
    });
    expect(json).not.toHaveProperty('entry.repository.license');
  });

  test('shows the license of Enterprise', async () => {
    const { json } = await call(
      createTestDemo({ edition: 'Enterprise' }),
      'GET /alfresco/api/discovery',
    );
    expect(json).toHaveProperty('entry.repository.license');
  });

  test('can be switched off', async () => {
    const answer = await call(
      createTestDemo({ discoveryEnabled: false }),
      'GET /alfresco/api/discovery',
    );
    expect(answer.status).toBe(501);
  });
});
