import { describe, expect, it, onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../../../main/demo/settings.ts';
import {
  createPasswordReset,
  type PasswordReset,
} from '../../../../main/services/password-reset.ts';
import type { SignIn } from '../../../../preload/model/session.ts';
import { startDemoServer, type ListeningDemoServer } from '../../../support/demo-server.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import {
  createRecordingFetch,
  createTestAccess,
  type RecordingFetch,
} from '../../../support/server-access.ts';

interface Rig {
  readonly server: ListeningDemoServer;
  readonly reset: PasswordReset;
  readonly recording: RecordingFetch;
  /** The sign-ins that were tried. */
  readonly signIns: SignIn[];
  /** Asks for a mail to alice, and answers the text of it. */
  readonly mail: (userId?: string) => Promise<string>;
  /** Finishes the reset of alice. */
  readonly complete: (
    link: string,
    more?: { userId?: string; password?: string },
  ) => Promise<unknown>;
}

async function setUp(settings: DemoSettingsInput = {}, clientName = 'share'): Promise<Rig> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  const recording = createRecordingFetch();
  const access = createTestAccess(recording);
  const signIns: SignIn[] = [];
  const reset = createPasswordReset({
    accessOf: () => access,
    clientName: () => clientName,
    async signIn(request) {
      signIns.push(request);
      const client = access.connect(request.address, { ticket: () => null });
      await client.tickets.create(request);
      return session;
    },
  });
  const where = { address: server.url, acceptPlainHttp: false };
  return {
    server,
    reset,
    recording,
    signIns,
    async mail(userId = 'alice') {
      await reset.request({ ...where, userId });
      const sent = server.demo.mails().at(-1);
      return `https://ecm.example.com/share/page/reset-password?key=${sent?.key ?? ''}&id=${sent?.id ?? ''}`;
    },
    complete: (link, { userId = 'alice', password = 'Neu 1' } = {}) =>
      reset.complete({ ...where, link, userId, password, remember: true }),
  };
}

const session = {
  profileId: 'profile-1',
  kind: 'server',
  serverUrl: 'http://127.0.0.1/alfresco',
  serverName: 'A server',
  colour: 'blue',
  userId: 'alice',
  displayName: 'Alice Smith',
  isAdmin: false,
  tellsCapabilities: true,
  isPlainHttp: false,
  repository: null,
  isRebuilt: false,
} as const;

describe('asking for the mail', () => {
  it('sends one to whom there is, and says the same of whom there is not', async () => {
    const { server, reset } = await setUp();
    const where = { address: server.url, acceptPlainHttp: false };
    await reset.request({ ...where, userId: 'alice' });
    await reset.request({ ...where, userId: 'nobody at all' });
    expect(server.demo.mails()).toMatchObject([{ userId: 'alice', client: 'share' }]);
  });

  it('names the client that is not registered', async () => {
    const { mail } = await setUp({ resetClients: ['workspace'] });
    const error = await appErrorOf(mail());
    expect(error).toMatchObject({ code: 'not-found' });
    expect(error.message).toMatch(/“share”.*settings of Rollcall/);
  });

  it('takes the client of the settings', async () => {
    const { mail, server } = await setUp({ resetClients: ['workspace'] }, 'workspace');
    await mail();
    expect(server.demo.mails()).toMatchObject([{ client: 'workspace' }]);
  });

  it('says that an old server has no such thing', async () => {
    const { mail } = await setUp({ version: '5.2.0' });
    expect(await appErrorOf(mail())).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('5.2.1') as string,
    });
  });
});

describe('finishing with the link', () => {
  it('sets the password, and proves it by one sign-in', async () => {
    const { mail, complete, signIns, recording, server } = await setUp();
    const link = await mail();
    recording.sent.length = 0;
    expect(await complete(link)).toEqual(session);
    expect(signIns).toEqual([
      {
        address: server.baseUrl,
        userId: 'alice',
        password: 'Neu 1',
        acceptPlainHttp: false,
        remember: true,
      },
    ]);
    expect(recording.sent).toEqual([
      'GET probes/-live-',
      'POST people/alice/reset-password',
      'POST tickets',
    ]);
  });

  it.each(['https://ecm.example.com/share', 'key=abc', '?id=activiti$1', 'no link at all'])(
    'asks for the whole link: %s',
    async (link) => {
      const { complete, recording } = await setUp();
      const error = await appErrorOf(complete(link));
      expect(Object.keys(error.fields ?? {})).toEqual(['link']);
      expect(recording.sent).toEqual([]);
    },
  );

  it('asks for more than blanks', async () => {
    const { mail, complete } = await setUp();
    const error = await appErrorOf(complete(await mail(), { password: '   ' }));
    expect(Object.keys(error.fields ?? {})).toEqual(['password']);
  });

  it('says what may be the matter where the server has done nothing', async () => {
    const { mail, complete, signIns } = await setUp();
    const link = await mail();
    await complete(link);
    const again = complete(link, { password: 'Neu 2' });
    const other = complete(await mail('Alice'), { password: 'Neu 3' });
    for (const call of [again, other]) {
      const error = await appErrorOf(call);
      expect(error).toMatchObject({ code: 'unauthorized', reason: 'bad-credentials' });
      expect(error.message).toMatch(/used before.*an hour.*spelled/);
      expect(error.message).not.toMatch(/Neu|activiti/);
    }
    expect(signIns).toHaveLength(3);
  });

  it('finds out by the sign-in where the answer is lost', async () => {
    const faults: DemoSettingsInput['faults'] = [
      { path: 'reset-password$', kind: 'html', status: 504, times: 1 },
    ];
    const { mail, complete } = await setUp({ faults });
    const error = await appErrorOf(complete(await mail()));
    expect(error).toMatchObject({ reason: 'bad-credentials' });
  });

  it('says that nothing is known where the sign-in cannot be tried', async () => {
    const { mail, complete, recording } = await setUp();
    const link = await mail();
    recording.losesFrom = /tickets/;
    const error = await appErrorOf(complete(link));
    expect(error).toMatchObject({ code: 'network', retryable: true });
    expect(error.message).toMatch(/not known.*sign in with the new password/i);
  });
});
