import { describe, expect, test } from 'vitest';
import { DroppedConnectionError } from '../../../../main/demo/faults.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call, createFakeClock, idsOf, textMatching, ticketOf } from './api-calls.ts';

describe('read-only mode', () => {
  test.each([
    ['POST /people', 403],
    ['PUT /people/alice', 403],
    ['DELETE /people/alice/avatar', 403],
    ['POST /people/alice/request-password-reset', 403],
    ['GET /people', 200],
  ] as const)('%s answers %i', async (request, status) => {
    expect((await call(createTestDemo({ readOnly: true }), request)).status).toBe(status);
  });

  test('lets people sign in', async () => {
    expect(await ticketOf(createTestDemo({ readOnly: true }), 'alice', 'password')).toMatch(
      /^TICKET_/,
    );
  });
});

describe('faults', () => {
  test('answer with a status, and with the time to wait', async () => {
    const demo = createTestDemo({ faults: [{ status: 503, retryAfterSeconds: 7 }] });
    const answer = await call(demo, 'GET /people');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('7');
    expect(answer.json).toMatchObject({ error: { statusCode: 503 } });
  });

  test('hit the requests that match, so many times', async () => {
    const demo = createTestDemo({
      faults: [{ method: 'put', path: '/people/[^/]+$', status: 500, times: 1 }],
    });
    expect((await call(demo, 'GET /people/alice')).status).toBe(200);
    expect((await call(demo, 'PUT /people/alice', { json: {} })).status).toBe(500);
    expect((await call(demo, 'PUT /people/alice', { json: {} })).status).toBe(200);
  });

  test('answer as a captive portal would', async () => {
    const demo = createTestDemo({ faults: [{ kind: 'html', status: 200 }] });
    const answer = await call(demo, 'GET /people');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
  });

  test('cut the real answer', async () => {
    const demo = createTestDemo({ faults: [{ kind: 'truncated' }] });
    await expect(call(demo, 'GET /people')).rejects.toThrow(SyntaxError);
  });

  test('send away', async () => {
    const demo = createTestDemo({
      faults: [{ kind: 'redirect', location: 'https://other.invalid/' }],
    });
    const answer = await call(demo, 'GET /people');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe('https://other.invalid/');
  });

  test('break the connection', async () => {
    const demo = createTestDemo({ faults: [{ kind: 'drop' }] });
    await expect(call(demo, 'GET /people')).rejects.toThrow(DroppedConnectionError);
  });

  test('hit by chance, repeatably', async () => {
    const pattern = async (seed: number) => {
      const demo = createTestDemo({ seed, faults: [{ probability: 0.5 }] });
      const statuses = [];
      for (let index = 0; index < 40; index += 1) {
        statuses.push((await call(demo, 'GET /people')).status);
      }
      return statuses.join(' ');
    };
    const first = await pattern(1);
    expect(first).toContain('200');
    expect(first).toContain('503');
    expect(await pattern(1)).toBe(first);
    expect(await pattern(2)).not.toBe(first);
  });
});

test('latency and delays are waited for', async () => {
  const slept: number[] = [];
  const sleep = (delayMs: number): Promise<void> => {
    slept.push(delayMs);
    return Promise.resolve();
  };
  const demo = createTestDemo({ latencyMs: 30, faults: [{ delayMs: 70, times: 1 }] }, { sleep });
  await call(demo, 'GET /people');
  await call(demo, 'GET /people');
  expect(slept).toEqual([30, 70, 30]);
});

test('a reset brings the fixture and the defaults back', async () => {
  const demo = createTestDemo({ readOnly: true });
  demo.reset({ fixture: 'demo', people: 7 });
  expect(idsOf(await call(demo, 'GET /people'))).toHaveLength(7);
  expect((await call(demo, 'PUT /people/mira', { json: {} })).status).toBe(200);
  demo.reset({ fixture: 'cases' });
  expect(idsOf(await call(demo, 'GET /people'))).toHaveLength(5);
});

test('settings that make no sense are refused, and the server goes on', async () => {
  const demo = createTestDemo();
  expect(() => demo.reset({ people: 0 })).toThrow();
  expect(() => demo.reset(JSON.parse('{"bogus":1}') as object)).toThrow('bogus');
  expect(() => demo.reset({ version: 'new' })).toThrow();
  expect(() => demo.reset({ faults: [{ path: '(' }] })).toThrow('regular expression');
  expect((await call(demo, 'GET /people')).status).toBe(200);
});

describe('statistics', () => {
  test('count requests by kind and the rows that the SQL would read', async () => {
    const demo = createTestDemo();
    await call(demo, 'GET /people?skipCount=2&maxItems=1');
    await call(demo, 'GET /people?maxItems=1');
    await call(demo, 'GET /people?skipCount=99');
    await call(demo, 'GET /people/alice');
    await call(demo, 'GET /people/alice/avatar');
    expect(demo.stats()).toEqual({
      requests: 5,
      byKind: { 'GET people': 3, 'GET people/{id}': 1, 'GET people/avatar': 1 },
      open: 0,
      mostOpen: 1,
      rowsScanned: 3 + 5,
    });
  });

  test('remember how many were open at once', async () => {
    const demo = createTestDemo();
    await Promise.all([1, 2, 3].map(() => call(demo, 'GET /people')));
    expect(demo.stats()).toMatchObject({ open: 0, mostOpen: 3 });
  });
});

describe('password resets', () => {
  const request = (client = 'share') => ({ as: null, json: { client } });

  async function requestLink(clock = createFakeClock()) {
    const demo = createTestDemo({}, clock);
    await call(demo, 'POST /people/alice/request-password-reset', request());
    const { id = '', key = '' } = demo.mails()[0] ?? {};
    const complete = (userId: string, password: string) =>
      call(demo, `POST /people/${userId}/reset-password`, {
        as: null,
        json: { password, id, key },
      });
    const canSignIn = async (password: string) =>
      (await call(demo, 'GET /people', { as: `alice:${password}` })).status === 200;
    return { demo, complete, canSignIn };
  }

  test('are mailed to the stored address', async () => {
    const { demo } = await requestLink();
    expect(demo.mails()).toEqual([
      {
        kind: 'request',
        to: 'alison.smith@example.com',
        client: 'share',
        userId: 'alice',
        id: textMatching(/^activiti\$\d+$/),
        key: textMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
  });

  test('are confirmed by mail, once', async () => {
    const { demo, complete, canSignIn } = await requestLink();
    await complete('alice', 'new');
    await complete('alice', 'newer');
    expect(await canSignIn('new')).toBe(true);
    expect(demo.mails().map(({ kind }) => kind)).toEqual(['request', 'confirmation']);
  });

  test('need the id as it was typed in the request', async () => {
    const { complete, canSignIn } = await requestLink();
    expect((await complete('ALICE', 'new')).status).toBe(202);
    expect(await canSignIn('new')).toBe(false);
  });

  test('need a password that is more than blanks', async () => {
    const { complete } = await requestLink();
    expect((await complete('alice', '  ')).status).toBe(400);
  });

  test('are void after an hour', async () => {
    const clock = createFakeClock();
    const { complete, canSignIn } = await requestLink(clock);
    clock.advance(3_600_000);
    expect((await complete('alice', 'new')).status).toBe(202);
    expect(await canSignIn('new')).toBe(false);
  });

  test('are not sent to disabled people, nor to those without an e-mail', async () => {
    const demo = createTestDemo();
    await call(demo, 'PUT /people/alice', { json: { enabled: false } });
    for (const id of ['alice', 'guest']) {
      const answer = await call(demo, `POST /people/${id}/request-password-reset`, request());
      expect(answer.status).toBe(202);
    }
    expect(demo.mails()).toEqual([]);
  });

  test('need a client', async () => {
    const { json } = await call(
      createTestDemo(),
      'POST /people/alice/request-password-reset',
      request(''),
    );
    expect(json).toMatchObject({ error: { errorKey: "Field 'client' is null, but is required." } });
  });
});
