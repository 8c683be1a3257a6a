import { describe, expect, test } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { base64, call, createFakeClock, textContaining, ticketOf } from './api-calls.ts';

describe('credentials', () => {
  test.each([
    ['a ticket alone', (ticket: string) => `Basic ${base64(ticket)}`],
    ['ROLE_TICKET', (ticket: string) => `Basic ${base64(`ROLE_TICKET:${ticket}`)}`],
    ['role_ticket in lower case', (ticket: string) => `basic ${base64(`role_ticket:${ticket}`)}`],
    ['an empty user', (ticket: string) => `Basic ${base64(`:${ticket}`)}`],
  ])('%s lets in', async (_, header) => {
    const demo = createTestDemo();
    const headers = { Authorization: header(await ticketOf(demo, 'alice', 'password')) };
    const answer = await call(demo, 'GET /people/-ME-', { as: null, headers });
    expect(answer).toMatchObject({ status: 200, json: { entry: { id: 'alice' } } });
  });

  test('a good alf_ticket wins over the header, a bad one does not count', async () => {
    const demo = createTestDemo();
    const ticket = await ticketOf(demo, 'alice', 'password');
    const good = await call(demo, `GET /people/-me-?alf_ticket=${ticket}`, { as: 'ben:password' });
    expect(good.json).toMatchObject({ entry: { id: 'alice' } });
    const bad = await call(demo, 'GET /people/-me-?alf_ticket=TICKET_1', { as: 'ben:password' });
    expect(bad.json).toMatchObject({ entry: { id: 'ben' } });
  });

  // Bearer tokens need the identity service, which the demo server has not.
  test.each(['Digest', 'Bearer', 'bearer'])('the scheme %s is named in the 401', async (scheme) => {
    const headers = { Authorization: `${scheme} abc` };
    const answer = await call(createTestDemo(), 'GET /people', { as: null, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toMatch(/^AlfTicket /);
    expect(answer.json).toMatchObject({
      error: { briefSummary: textContaining(`Authorization '${scheme}' not supported.`) },
    });
  });

  test('the guest is turned away, but listed', async () => {
    const demo = createTestDemo();
    const { status, json } = await call(demo, 'GET /people', { as: 'guest:' });
    expect(status).toBe(401);
    expect(json).toMatchObject({
      error: { briefSummary: textContaining('a guest has attempted access') },
    });
    expect((await call(demo, 'GET /people/guest')).status).toBe(200);
  });

  test('passwords outside of ASCII are read as UTF-8', async () => {
    const demo = createTestDemo();
    await call(demo, 'PUT /people/ben', { json: { password: 'pässwörd 🔑' } });
    expect((await call(demo, 'GET /people/-me-', { as: 'ben:pässwörd 🔑' })).status).toBe(200);
  });
});

describe('the challenge', () => {
  test.each([
    [{}, 'AlfTicket realm="Alfresco -default- tenant"'],
    [{ basicAuthScheme: true }, 'Basic realm="Alfresco -default- tenant"'],
    [{ version: '5.2' }, 'Basic realm="Alfresco -default- tenant"'],
    [{ version: '5.2.3' }, 'AlfTicket realm="Alfresco -default- tenant"'],
  ])('with %o is %s', async (settings, challenge) => {
    const { headers } = await call(createTestDemo(settings), 'GET /people', { as: null });
    expect(headers.get('WWW-Authenticate')).toBe(challenge);
  });

  test('is missing where a login record refuses an operation', async () => {
    const answer = await call(createTestDemo(), 'PUT /people/guest', { json: { password: 'x' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toBeNull();
  });
});

describe('tickets', () => {
  test('expire after an hour without use, and each use counts', async () => {
    const clock = createFakeClock();
    const demo = createTestDemo({}, clock);
    const ticket = await ticketOf(demo, 'alice', 'password');
    clock.advance(3_599_999);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(200);
    clock.advance(3_599_999);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(200);
    clock.advance(3_600_000);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(401);
  });

  test('expire after a fixed time where the settings say so', async () => {
    const clock = createFakeClock();
    const demo = createTestDemo({ ticketExpiry: 'AFTER_FIXED_TIME', ticketValidMs: 1000 }, clock);
    const ticket = await ticketOf(demo, 'alice', 'password');
    clock.advance(999);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(200);
    clock.advance(1);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(401);
  });

  test('never expire where the settings say so', async () => {
    const clock = createFakeClock();
    const demo = createTestDemo({ ticketExpiry: 'DO_NOT_EXPIRE' }, clock);
    const ticket = await ticketOf(demo, 'alice', 'password');
    clock.advance(1e12);
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(200);
  });

  test('are shared by all logins of a person, unless switched off', async () => {
    const shared = createTestDemo();
    const ticket = await ticketOf(shared, 'alice', 'password');
    expect(await ticketOf(shared, 'ALICE', 'password')).toBe(ticket);
    const separate = createTestDemo({ singleTicketPerUser: false });
    const first = await ticketOf(separate, 'alice', 'password');
    expect(await ticketOf(separate, 'alice', 'password')).not.toBe(first);
  });

  test('survive a change of the password', async () => {
    const demo = createTestDemo();
    const ticket = await ticketOf(demo, 'alice', 'password');
    await call(demo, 'PUT /people/alice', { json: { password: 'other' } });
    expect((await call(demo, 'GET /people/-me-', { as: ticket })).status).toBe(200);
  });

  test('of somebody else are not found', async () => {
    const demo = createTestDemo();
    const ticket = await ticketOf(demo, 'alice', 'password');
    await ticketOf(demo, 'ben', 'password');
    // The bad ticket in the query is asked about; the header lets in.
    await call(demo, `DELETE /tickets/-me-?alf_ticket=${ticket}`);
    const answer = await call(demo, `GET /tickets/-me-?alf_ticket=${ticket}`);
    expect(answer).toMatchObject({
      status: 404,
      json: { error: { errorKey: 'framework.exception.NotFound' } },
    });
  });

  test('cannot be asked about with a password', async () => {
    const { status, json } = await call(createTestDemo(), 'GET /tickets/-me-');
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { errorKey: 'Ticket base authentication required.' } });
  });

  test.each([
    [{}],
    [[]],
    [{ userId: 'alice' }],
    [{ userId: 'alice', password: '' }],
    [{ userId: null, password: 'x' }],
  ])('are not made for %j', async (json) => {
    expect((await call(createTestDemo(), 'POST /tickets', { as: null, json })).status).toBe(400);
  });

  test('are made for a list of one login', async () => {
    const json = [{ userId: 'alice', password: 'password' }];
    expect((await call(createTestDemo(), 'POST /tickets', { as: null, json })).status).toBe(201);
  });
});

describe('guessing passwords', () => {
  async function failTenTimes(settings = {}) {
    const clock = createFakeClock();
    const demo = createTestDemo(settings, clock);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await call(demo, 'GET /people', { as: 'alice:wrong' });
    }
    const status = async () => (await call(demo, 'GET /people', { as: 'alice:password' })).status;
    return { clock, demo, status };
  }

  test('locks the name for six seconds, whatever the password', async () => {
    const { clock, status } = await failTenTimes();
    expect(await status()).toBe(401);
    clock.advance(6000);
    expect(await status()).toBe(200);
  });

  test('waits anew after each refused try', async () => {
    const { clock, status } = await failTenTimes();
    clock.advance(5999);
    expect(await status()).toBe(401);
    clock.advance(5999);
    expect(await status()).toBe(401);
  });

  test('refuses tickets for the name, too, and leaves others alone', async () => {
    const { demo } = await failTenTimes();
    const json = { userId: 'Alice', password: 'password' };
    expect((await call(demo, 'POST /tickets', { as: null, json })).status).toBe(403);
    expect((await call(demo, 'GET /people', { as: 'ben:password' })).status).toBe(200);
  });

  test('can be left unpunished', async () => {
    const { status } = await failTenTimes({ bruteForceProtection: false });
    expect(await status()).toBe(200);
  });

  test('is forgotten after a good login', async () => {
    const demo = createTestDemo();
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const password = attempt % 9 === 8 ? 'password' : 'wrong';
      await call(demo, 'GET /people', { as: `alice:${password}` });
    }
    expect((await call(demo, 'GET /people', { as: 'alice:password' })).status).toBe(200);
  });
});
