import { describe, expect, it, onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../../../main/demo/settings.ts';
import { createPasswords, type Passwords } from '../../../../main/services/passwords.ts';
import { startDemoServer } from '../../../support/demo-server.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { listPeople } from '../../../support/page-answers.ts';
import {
  createRecordingFetch,
  createTestAccess,
  type RecordingFetch,
} from '../../../support/server-access.ts';

interface Rig {
  readonly passwords: Passwords;
  /** The passwords that were to be kept. */
  readonly kept: string[];
  readonly recording: RecordingFetch;
  /** What was sent since the sign-in. */
  readonly sent: readonly string[];
  /** Passwords that wait for the server, which is away where this is a list. */
  later: string[] | null;
  readonly canSignIn: (userId: string, password: string) => Promise<boolean>;
}

/** Signs somebody in, and puts the faults in front of the server after that. */
async function setUp(
  user: { readonly userId: string; readonly password: string },
  settings: DemoSettingsInput = {},
): Promise<Rig> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  const { baseUrl } = server;
  const recording = createRecordingFetch();
  const access = createTestAccess(recording);
  const open = access.connect(baseUrl, { ticket: () => null });
  const { ticket } = await open.tickets.create(user);
  recording.sent.length = 0;
  const kept: string[] = [];
  const passwords = createPasswords({
    signedIn: () =>
      Promise.resolve({
        session: { profileId: 'profile-1', serverUrl: baseUrl, userId: user.userId },
        client: access.connect(baseUrl, { ticket: () => ticket }),
        access,
      }),
    replacePassword: (_profileId, password) => Promise.resolve(void kept.push(password)),
    keepForLater() {
      const { later } = rig;
      return later && ((id, password) => Promise.resolve(later.push(`${id} ${password}`)));
    },
  });
  const rig: Rig = {
    passwords,
    later: null,
    kept,
    recording,
    sent: recording.sent,
    canSignIn: (userId, password) =>
      createTestAccess()
        .connect(baseUrl, { ticket: () => null })
        .tickets.create({ userId, password })
        .then(
          () => true,
          () => false,
        ),
  };
  return rig;
}

const admin = { userId: 'admin', password: 'admin' };
const alice = { userId: 'alice', password: 'password' };

/** A person of the invented company whose login a directory service keeps. */
async function findManaged(settings: DemoSettingsInput): Promise<string> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  const access = createTestAccess();
  const { ticket } = await access
    .connect(server.baseUrl, { ticket: () => null })
    .tickets.create(admin);
  const client = access.connect(server.baseUrl, { ticket: () => ticket });
  const { people } = await listPeople(client, { maxItems: 500, include: ['capabilities'] });
  const managed = people.find(
    ({ capabilities, enabled }) =>
      enabled && capabilities?.isMutable === false && !capabilities.isGuest,
  );
  if (managed === undefined) throw new Error('The company has people of a directory service');
  return managed.id;
}

describe('setting the password of somebody else', () => {
  it('is for administrators', async () => {
    const { passwords, canSignIn, sent, kept } = await setUp(admin);
    await passwords.set({ id: 'alice', password: 'Neu 1' });
    expect(sent).toEqual(['PUT people/alice']);
    expect(await canSignIn('alice', 'Neu 1')).toBe(true);
    expect(kept).toEqual([]);
  });

  it('waits for a server that is away, and for nothing that it would refuse', async () => {
    const rig = await setUp(admin);
    rig.later = [];
    expect(await rig.passwords.set({ id: 'alice', password: 'Neu 1' })).toBe(true);
    for (const wrong of [
      { id: 'Admin', password: 'new' },
      { id: 'alice', password: '  ' },
    ]) {
      expect(await appErrorOf(rig.passwords.set(wrong))).toMatchObject({ code: 'invalid' });
    }
    expect(rig.later).toEqual(['alice Neu 1']);
    expect(rig.sent).toEqual([]);
  });

  it('is refused to others', async () => {
    const { passwords, canSignIn } = await setUp(alice);
    const error = await appErrorOf(passwords.set({ id: 'ben', password: 'new' }));
    expect(error).toMatchObject({ code: 'forbidden', status: 403 });
    expect(await canSignIn('ben', 'password')).toBe(true);
  });

  it('is not the way to change one’s own', async () => {
    const { passwords, sent } = await setUp(admin);
    expect(await appErrorOf(passwords.set({ id: 'ADMIN', password: 'new' }))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('own') as string,
    });
    expect(sent).toEqual([]);
  });

  it('says that a directory service manages the account', async () => {
    const settings = { fixture: 'demo', people: 100 } as const;
    const { passwords } = await setUp(admin, settings);
    const error = await appErrorOf(
      passwords.set({ id: await findManaged(settings), password: 'new' }),
    );
    expect(error).toMatchObject({ code: 'forbidden', status: 401 });
    expect(error.message).toMatch(/directory service/);
  });

  it('says what is known where the answer is lost', async () => {
    const faults: DemoSettingsInput['faults'] = [{ method: 'PUT', kind: 'truncated' }];
    const { passwords, canSignIn } = await setUp(admin, { faults });
    const error = await appErrorOf(passwords.set({ id: 'alice', password: 'new' }));
    expect(error).toMatchObject({ code: 'network', retryable: true });
    expect(error.message).toMatch(/nobody knows.*once more/);
    expect(await canSignIn('alice', 'new')).toBe(true);
  });
});

describe('changing one’s own password', () => {
  it.each([alice, admin])('takes the old one, and keeps the new one: $userId', async (user) => {
    const { passwords, canSignIn, kept, sent } = await setUp(user);
    await passwords.change({ oldPassword: user.password, password: 'Größer 2' });
    expect(kept).toEqual(['Größer 2']);
    expect(sent).toEqual(['POST tickets', `PUT people/${user.userId}`]);
    expect(await canSignIn(user.userId, 'Größer 2')).toBe(true);
  });

  // The server takes an administrator's new password whatever the old one is said to be.
  it.each([alice, admin])('refuses a wrong old one, after one try: $userId', async (user) => {
    const { passwords, canSignIn, kept, sent } = await setUp(user);
    const error = await appErrorOf(passwords.change({ oldPassword: 'wrong', password: 'new' }));
    expect(error).toMatchObject({ code: 'invalid', reason: null });
    expect(Object.keys(error.fields ?? {})).toEqual(['oldPassword']);
    expect(sent).toEqual(['POST tickets']);
    expect(kept).toEqual([]);
    expect(await canSignIn(user.userId, user.password)).toBe(true);
  });

  it.each([
    ['blanks', '  \t'],
    ['the old one', 'password'],
  ])('asks nobody about %s', async (_name, password) => {
    const { passwords, sent } = await setUp(alice);
    const error = await appErrorOf(passwords.change({ oldPassword: 'password', password }));
    expect(Object.keys(error.fields ?? {})).toEqual(['password']);
    expect(sent).toEqual([]);
  });

  it('says why a directory service’s user cannot', async () => {
    const settings = { fixture: 'demo', people: 100 } as const;
    const userId = await findManaged(settings);
    const { passwords, kept } = await setUp({ userId, password: userId }, settings);
    const error = await appErrorOf(passwords.change({ oldPassword: userId, password: 'new' }));
    expect(error).toMatchObject({ code: 'forbidden' });
    expect(error.message).toMatch(/directory service/);
    expect(error).not.toHaveProperty('fields');
    expect(kept).toEqual([]);
  });

  it.each([
    ['x'.repeat(73), /72 bytes/],
    ['ü'.repeat(37), /72 bytes/],
    ['short', /another one/],
  ])('shows at the field that the server does not take it: %s', async (password, sentence) => {
    const faults: DemoSettingsInput['faults'] = [{ method: 'PUT', kind: 'error', status: 400 }];
    const { passwords } = await setUp(alice, { faults });
    const error = await appErrorOf(passwords.change({ oldPassword: 'password', password }));
    expect(error.code).toBe('invalid');
    expect(error.fields?.password).toMatch(sentence);
    expect(error.message).not.toContain(password);
  });

  it('finds out by signing in where the answer is lost, and the change was made', async () => {
    const faults: DemoSettingsInput['faults'] = [{ method: 'PUT', kind: 'truncated' }];
    const { passwords, kept, sent } = await setUp(alice, { faults });
    await passwords.change({ oldPassword: 'password', password: 'new' });
    expect(sent).toEqual(['POST tickets', 'PUT people/alice', 'POST tickets']);
    expect(kept).toEqual(['new']);
  });

  it('finds out where the change was not made', async () => {
    const faults: DemoSettingsInput['faults'] = [{ method: 'PUT', kind: 'drop' }];
    const { passwords, kept } = await setUp(alice, { faults });
    const call = passwords.change({ oldPassword: 'password', password: 'new' });
    expect((await appErrorOf(call)).message).toMatch(/old one still holds/);
    expect(kept).toEqual([]);
  });

  it('says so where nobody can find out', async () => {
    const { passwords, kept, recording } = await setUp(alice);
    recording.losesFrom = /^PUT/;
    const call = passwords.change({ oldPassword: 'password', password: 'new' });
    expect((await appErrorOf(call)).message).toMatch(/nobody knows.*sign in with the new one/);
    expect(kept).toEqual([]);
  });
});
