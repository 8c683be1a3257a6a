import { describe, expect, test } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call, idsOf, textContaining } from './api-calls.ts';

describe('GET /people', () => {
  test.each([
    ['skipCount=-1', 'Negative values not supported for skipCount.'],
    ['maxItems=0', 'Only positive values supported for maxItems.'],
    ['maxItems=', 'Invalid paging parameter maxItems:'],
    ['maxItems=%205', 'Invalid paging parameter maxItems: 5'],
    ['maxItems=2147483648', 'Invalid paging parameter maxItems:2147483648'],
    ['skipCount=1.5', 'Invalid paging parameter skipCount:1.5'],
    ['skipCount=a&maxItems=2', 'Invalid paging parameters skipCount: a, maxItems:2'],
    ['orderBy=email', 'Invalid sort field: email'],
    ['orderBy=ID', 'Invalid sort field: ID'],
    ['orderBy=id%20up', "Unknown sort order direction 'UP', expected asc or desc"],
    ['orderBy=id%20asc%20now', "Unknown sort order definition 'id asc now'"],
  ])('refuses ?%s', async (query, summary) => {
    const { status, json } = await call(createTestDemo(), `GET /people?${query}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { errorKey: textContaining(summary) } });
  });

  test.each([
    'skipCount=2147483647',
    'include=',
    'include=a,,b',
    'include=1a',
    'where=(',
    'where=a=1',
  ])('refuses ?%s', async (query) => {
    expect((await call(createTestDemo(), `GET /people?${query}`)).status).toBe(400);
  });

  test('fails at an order of blanks', async () => {
    expect((await call(createTestDemo(), 'GET /people?orderBy=id,%20,lastName')).status).toBe(500);
  });

  test.each([
    'maxItems=2147483647',
    'orderBy=',
    'orderBy=firstName%20,%20id%20Desc,',
    "where=(firstName='x' AND enabled=true)",
    'where=(NOT EXISTS(avatarId))',
    'filter=x&term=y&relations=',
  ])('accepts ?%s', async (query) => {
    expect(idsOf(await call(createTestDemo(), `GET /people?${query}`))).toHaveLength(5);
  });

  test('gives the direction to the last column only', async () => {
    const answer = await call(createTestDemo(), 'GET /people?orderBy=firstName,lastName%20DESC');
    expect(idsOf(answer)).toEqual(['admin', 'alice', 'aliced', 'ben', 'guest']);
  });

  test('drops people without a name from an order by that name, and too long names', async () => {
    const demo = createTestDemo();
    await call(demo, 'PUT /people/ben', { json: { lastName: '' } });
    await call(demo, 'PUT /people/alice', { json: { lastName: 'x'.repeat(1025) } });
    expect(idsOf(await call(demo, 'GET /people?orderBy=lastName,id'))).toEqual([
      'admin',
      'guest',
      'aliced',
    ]);
    expect(idsOf(await call(demo, 'GET /people?orderBy=id'))).toHaveLength(5);
  });

  test('reads `properties` as the old name of `fields`', async () => {
    const old = await call(createTestDemo(), 'GET /people?properties=id&maxItems=1');
    expect(old.json).toMatchObject({ list: { entries: [{ entry: { id: 'admin' } }] } });
    expect(JSON.stringify(old.json)).not.toContain('firstName');
    const both = await call(
      createTestDemo(),
      'GET /people?properties=id&fields=firstName&maxItems=1',
    );
    expect(both.json).toHaveProperty('list.entries', [{ entry: { firstName: 'Administrator' } }]);
  });

  test('gives nothing for empty fields', async () => {
    const { json } = await call(createTestDemo(), 'GET /people?fields=&maxItems=1');
    expect(json).toHaveProperty('list.entries', [{ entry: {} }]);
  });

  test('shows quotas only where usages are kept', async () => {
    const settings = { usagesEnabled: true, quotas: { ben: 5000 } };
    const { json } = await call(createTestDemo(settings), 'GET /people/ben');
    expect(json).toMatchObject({ entry: { quota: 5000, quotaUsed: 0 } });
    expect((await call(createTestDemo(), 'GET /people/ben')).json).not.toHaveProperty(
      'entry.quota',
    );
  });
});

describe('POST /people', () => {
  const pat = { id: 'pat', firstName: 'Pat', email: 'pat@example.com', password: 'secret' };

  test('turns numbers into text and empty text into nothing', async () => {
    const json = { ...pat, jobTitle: 7, location: '', company: { postcode: 10117, fax: '' } };
    const answer = await call(createTestDemo(), 'POST /people', { json });
    expect(answer.json).toMatchObject({ entry: { jobTitle: '7', company: { postcode: '10117' } } });
    expect(answer.json).not.toHaveProperty('entry.location');
    expect(answer.json).not.toHaveProperty('entry.company.fax');
  });

  test('keeps a first name of blanks and does not show it', async () => {
    const answer = await call(createTestDemo(), 'POST /people', {
      json: { ...pat, firstName: '  ' },
    });
    expect(answer.status).toBe(201);
    expect(answer.json).not.toHaveProperty('entry.firstName');
    expect(answer.json).not.toHaveProperty('entry.displayName');
  });

  test.each([
    ['an unknown field', { ...pat, userName: 'x' }, 400, 'Unrecognized field "userName"'],
    [
      'an unknown company field',
      { ...pat, company: { city: 'x' } },
      400,
      'Unrecognized field "city"',
    ],
    ['a text that is an object', { ...pat, jobTitle: {} }, 400, 'Could not read content'],
    ['no JSON object', 'text', 400, 'Could not read content'],
    [
      'an unknown property',
      { ...pat, properties: { 'papi:x': 1 } },
      400,
      'Unknown property: papi:x',
    ],
    ['an unknown aspect', { ...pat, aspectNames: ['papi:x'] }, 400, 'Unknown aspect: papi:x'],
    [
      'an aspect of the system',
      { ...pat, aspectNames: ['cm:titled'] },
      400,
      'NameSpace cannot be used by API: cm:titled',
    ],
    [
      'a value of another type',
      { ...pat, properties: { 'papi:lunch': {} } },
      400,
      'Failed to convert',
    ],
    [
      'a value against a constraint',
      { ...pat, properties: { 'hr:costCentre': 'x' } },
      422,
      'Found 1 integrity violations',
    ],
    ['a list', [pat], 405, 'Only 1 entity is supported'],
    ['the system user', { ...pat, id: 'System' }, 500, 'System'],
  ])('refuses %s', async (_, json, status, summary) => {
    const answer = await call(createTestDemo(), 'POST /people', { json });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      error: { briefSummary: textContaining(summary) },
    });
  });

  test.each(['', '{', '{"id":'])('refuses the body %j', async (body) => {
    const answer = await call(createTestDemo(), 'POST /people', { body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      error: { errorKey: textContaining('Could not read content from HTTP request body') },
    });
  });

  test('sees a list only where it starts the body', async () => {
    const answer = await call(createTestDemo(), 'POST /people', { body: ' [{}]' });
    expect(answer.status).toBe(400);
  });

  test('checks the parameters before the body', async () => {
    const { json } = await call(createTestDemo(), 'POST /people?maxItems=0', { body: '{' });
    expect(json).toMatchObject({
      error: { errorKey: 'Only positive values supported for maxItems.' },
    });
  });

  test('leaves nothing behind where it fails', async () => {
    const demo = createTestDemo();
    await call(demo, 'POST /people', { json: { ...pat, properties: { 'hr:costCentre': 'x' } } });
    expect((await call(demo, 'GET /people/pat')).status).toBe(404);
  });

  test('keeps keys of the prototype out', async () => {
    const answer = await call(createTestDemo(), 'POST /people', {
      body: '{"id":"pat","firstName":"P","email":"e","password":"p","__proto__":{"isAdmin":true}}',
    });
    expect(answer.status).toBe(400);
  });
});

describe('PUT /people/{id}', () => {
  test('converts values of custom properties', async () => {
    const json = {
      properties: {
        'hr:employeeNumber': '17',
        'hr:startDate': '2020-02-01T00:00:00.000+0000',
        'hr:languages': 'Deutsch',
        'hr:firstAider': 'true',
        'papi:lunch': 12,
      },
    };
    const answer = await call(createTestDemo(), 'PUT /people/ben', { json });
    expect(answer.json).toHaveProperty('entry.properties', {
      'hr:employeeNumber': 17,
      'hr:startDate': '2020-02-01T00:00:00.000+0000',
      'hr:languages': ['Deutsch'],
      'hr:firstAider': true,
      'papi:lunch': '12',
    });
  });

  test('removes a value by null and keeps its aspect', async () => {
    const json = { properties: { 'papi:lunch': null } };
    const answer = await call(createTestDemo(), 'PUT /people/alice', { json });
    expect(answer.json).not.toHaveProperty('entry.properties');
    expect(answer.json).toHaveProperty('entry.aspectNames', ['papi:lunchable']);
  });

  test('changes nothing where a part is refused', async () => {
    const demo = createTestDemo();
    const json = { jobTitle: 'x', password: 'new', oldPassword: 'password', enabled: true };
    expect((await call(demo, 'PUT /people/alice', { as: 'alice:password', json })).status).toBe(
      403,
    );
    const { status, json: after } = await call(demo, 'GET /people/alice', { as: 'alice:password' });
    expect(status).toBe(200);
    expect(after).not.toHaveProperty('entry.jobTitle');
  });

  test.each([
    ['an unknown person comes before a bad body', 'PUT /people/nobody', { firstName: '' }, 404],
    [
      'a field of the server comes before an unknown person',
      'PUT /people/nobody',
      { avatarId: 'x' },
      400,
    ],
    ['a bad value comes before the right to change', 'PUT /people/ben', { firstName: '' }, 400],
    ['the right to change comes before the password', 'PUT /people/ben', { password: '' }, 403],
  ] as const)('%s', async (_, request, json, status) => {
    expect((await call(createTestDemo(), request, { as: 'alice:password', json })).status).toBe(
      status,
    );
  });
});

describe('GET /queries/people', () => {
  test.each([
    ['al', ['aliced', 'alice']],
    ['LIC', ['aliced', 'alice']],
    ['"smith"', ['alice']],
    ['a*e', ['aliced', 'alice']],
    ['alice dav', ['aliced']],
    ['zz', []],
  ])('finds %s', async (term, ids) => {
    const answer = await call(
      createTestDemo(),
      `GET /queries/people?term=${encodeURIComponent(term)}`,
    );
    expect(idsOf(answer)).toEqual(ids);
  });

  test('counts letters and digits alone', async () => {
    expect((await call(createTestDemo(), 'GET /queries/people?term=**a**')).status).toBe(400);
  });

  test('fails while the index is down', async () => {
    const answer = await call(
      createTestDemo({ searchEnabled: false }),
      'GET /queries/people?term=alice',
    );
    expect(answer.status).toBe(500);
  });

  test('pages what it found', async () => {
    const answer = await call(
      createTestDemo(),
      'GET /queries/people?term=ali&skipCount=1&maxItems=1',
    );
    expect(answer.json).toMatchObject({
      list: { pagination: { count: 1, totalItems: 2, hasMoreItems: false, skipCount: 1 } },
    });
  });
});

describe('what belongs to a person', () => {
  test('groups are filtered and sorted', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 2 });
    const groups = async (query: string) =>
      idsOf(await call(demo, `GET /people/mira/groups?${query}`));
    expect(await groups('')).toEqual(['GROUP_EVERYONE', 'GROUP_RECORDS', 'GROUP_STAFF']);
    expect(await groups('orderBy=id%20DESC&maxItems=1')).toEqual(['GROUP_STAFF']);
    expect(await groups('where=(isRoot=false)')).toEqual(['GROUP_EVERYONE', 'GROUP_RECORDS']);
    expect(await groups('where=(isRoot=true)')).toEqual(['GROUP_STAFF']);
    expect(await groups("where=(zones%20in%20('APP.DEFAULT'))")).toEqual([
      'GROUP_RECORDS',
      'GROUP_STAFF',
    ]);
  });

  test.each([
    'orderBy=id,displayName',
    'orderBy=bogus',
    'where=(bogus=1)',
    "where=(zones%20in%20('A','B'))",
    "where=(isRoot=true%20OR%20zones%20in%20('APP.DEFAULT'))",
    'where=(NOT%20isRoot=true)',
    'where=(NOT%20(isRoot=true))',
  ])('groups refuse ?%s', async (query) => {
    expect((await call(createTestDemo(), `GET /people/-me-/groups?${query}`)).status).toBe(400);
  });

  test('an admin is in the seven groups that every server has for admins', async () => {
    const answer = await call(createTestDemo(), 'GET /people/admin/groups');
    expect(answer.json).toMatchObject({ list: { pagination: { totalItems: 7 } } });
    expect(idsOf(answer)).toContain('GROUP_ALFRESCO_SYSTEM_ADMINISTRATORS');
  });

  test('preferences are for the person and for admins', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 3 });
    const as = 'mira:mira';
    const key = 'org.alfresco.share.sites.favourites';
    expect(idsOf(await call(demo, 'GET /people/-me-/preferences', { as }))).toEqual([key]);
    expect((await call(demo, `GET /people/mira/preferences/${key}`)).status).toBe(200);
    expect((await call(demo, 'GET /people/mira/preferences/bogus')).status).toBe(404);
    expect((await call(demo, 'GET /people/admin/preferences', { as })).status).toBe(403);
  });

  test.each([
    ['activities?who=me', 200],
    ['activities?who=bogus', 400],
    ['activities?siteId=bogus', 404],
    ['favorites', 200],
    ['favorites/bogus', 404],
    ['favorite-sites', 200],
    ['networks', 200],
    ['sites', 200],
    ['sites/bogus', 404],
    ['site-membership-requests', 200],
  ])('%s answers %i', async (path, status) => {
    const demo = createTestDemo();
    expect((await call(demo, `GET /people/-me-/${path}`)).status).toBe(status);
    expect((await call(demo, `GET /people/nobody/${path}`)).status).toBe(404);
  });

  test('activities are for the person and for admins', async () => {
    const demo = createTestDemo();
    const path = 'GET /people/ben/activities';
    expect((await call(demo, path)).status).toBe(200);
    expect((await call(demo, path, { as: 'alice:password' })).status).toBe(403);
    expect((await call(demo, `${path}?who=mee`)).json).toMatchObject({
      error: { errorKey: 'Parameter who should be one of [me, others]' },
    });
  });
});

test('the old web script deletes a person', async () => {
  const demo = createTestDemo();
  const path = '/alfresco/s/api/people/ben';
  expect((await call(demo, `DELETE ${path}`, { as: null })).status).toBe(401);
  expect((await call(demo, `DELETE ${path}`, { as: 'alice:password' })).status).toBe(403);
  expect((await call(demo, `DELETE ${path}`)).status).toBe(200);
  expect((await call(demo, `DELETE ${path}`)).status).toBe(404);
  expect(idsOf(await call(demo, 'GET /people'))).toEqual(['admin', 'alice', 'aliced', 'guest']);
});
