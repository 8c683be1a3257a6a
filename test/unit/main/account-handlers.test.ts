import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../../main/app.ts';
import { createProxyQuestions } from '../../../main/services/proxy-questions.ts';
import { createSharpImageScaler } from '../../../scripts/demo-server/sharp-image-scaler.ts';
import { startDemoServer, type ListeningDemoServer } from '../../support/demo-server.ts';
import { appErrorOf } from '../../support/fake-alfresco.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { makeTestFolder } from '../../support/folders.ts';
import { createRecordingFetch } from '../../support/server-access.ts';

interface Running {
  readonly handlers: App['handlers'];
  readonly server: ListeningDemoServer;
  readonly sent: readonly string[];
  readonly proxyQuestions: ReturnType<typeof createProxyQuestions>;
  readonly pushed: [channel: string, payload: unknown][];
  /** What a quit and a start leave. */
  readonly startAgain: () => Promise<App['handlers']>;
  readonly signIn: (userId: string, password: string) => Promise<unknown>;
}

async function start(): Promise<Running> {
  const server = await startDemoServer();
  onTestFinished(() => server.close());
  const folder = makeTestFolder();
  const secrets = createFakeSecrets();
  const recording = createRecordingFetch();
  const proxyQuestions = createProxyQuestions();
  const pushed: Running['pushed'] = [];
  const open = (): App => {
    const app = createApp({
      userDataFolder: folder,
      fetch: recording,
      secrets,
      proxyQuestions,
      clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
      fileSaver: { save: () => Promise.resolve(false), open: () => Promise.resolve(null) },
      fileDragger: { drag: () => Promise.resolve() },
      linkOpener: { open: () => Promise.resolve() },
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      imageScaler: createSharpImageScaler(),
      versions: { app: '1.2.3', electron: '33.2.1', isPackaged: false },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      send: (channel, payload) => pushed.push([channel, payload]),
    });
    onTestFinished(() => app.close());
    return app;
  };
  const app = open();
  const { handlers } = app;
  onTestFinished(() => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.some((bytes) => bytes.includes('Neu-Canary'))).toBe(false);
  });
  return {
    handlers,
    server,
    sent: recording.sent,
    proxyQuestions,
    pushed,
    async startAgain() {
      await app.close();
      const next = open();
      await next.reopen();
      return next.handlers;
    },
    signIn: (userId, password) =>
      Promise.resolve(
        handlers.session.signIn({
          address: server.url,
          userId,
          password,
          acceptPlainHttp: false,
          remember: true,
        }),
      ),
  };
}

describe('passwords', () => {
  it('are changed, kept, and used at the next start', async () => {
    const { handlers, signIn, startAgain } = await start();
    await signIn('alice', 'password');
    await handlers.passwords.change({ oldPassword: 'password', password: 'Neu-Canary' });
    const next = await startAgain();
    await expect.poll(async () => (await next.session.signInState(null)).phase).toBe('signed-in');
    expect(await next.session.signInState(null)).toMatchObject({ passwordIn: 'keychain' });
  });

  it('are set for others by an administrator', async () => {
    const { handlers, signIn } = await start();
    await signIn('admin', 'admin');
    await handlers.passwords.set({ id: 'alice', password: 'Neu-Canary' });
    expect(await signIn('alice', 'Neu-Canary')).toMatchObject({ userId: 'alice' });
  });

  it('need a sign-in', async () => {
    const { handlers } = await start();
    const call = Promise.resolve(handlers.passwords.set({ id: 'alice', password: 'new' }));
    expect(await appErrorOf(call)).toMatchObject({ code: 'unauthorized' });
  });

  it('are reset with the mail, from the form to the open directory', async () => {
    const { handlers, server } = await start();
    const where = { address: server.url, acceptPlainHttp: false, userId: 'alice' };
    await handlers.passwords.requestReset(where);
    const { id = '', key = '' } = server.demo.mails()[0] ?? {};
    const link = `<a href="https://x/share/page/reset-password?key=${key}&amp;id=${id}">`;
    const completed = { ...where, link, password: 'Neu-Canary', remember: true };
    expect(await handlers.passwords.completeReset(completed)).toMatchObject({ userId: 'alice' });
    const again = Promise.resolve(
      handlers.passwords.completeReset({ ...completed, password: 'x' }),
    );
    expect(await appErrorOf(again)).toMatchObject({ reason: 'bad-credentials' });
    // What failed has kept nothing: the session is the one from before.
    expect(await handlers.session.current(null)).toMatchObject({ userId: 'alice' });
    expect(await handlers.profiles.list(null)).toHaveLength(1);
    expect(await handlers.session.signInState(null)).toMatchObject({ phase: 'signed-in' });
  });

  it('can be asked for at the embedded demo, by its name and by its address', async () => {
    const { handlers, sent } = await start();
    const { serverUrl } = await handlers.session.startDemo(null);
    for (const address of ['demo', serverUrl]) {
      await handlers.passwords.requestReset({ address, acceptPlainHttp: false, userId: 'mira' });
    }
    expect(sent).toEqual([]);
  });
});

describe('a test of a connection', () => {
  it('uses the sign-in of the profile', async () => {
    const { handlers, signIn, server } = await start();
    await signIn('alice', 'password');
    const [profile] = await handlers.profiles.list(null);
    const report = await handlers.profiles.test({
      address: profile?.serverUrl ?? '',
      acceptPlainHttp: false,
      profileId: profile?.id ?? null,
    });
    expect(report.steps.map(({ status }) => status)).toEqual(Array(6).fill('ok'));
    expect(report).toMatchObject({ serverUrl: server.baseUrl, rights: { userId: 'alice' } });
  });

  it('does not try a refused password again', async () => {
    const { handlers, signIn, startAgain, server, sent } = await start();
    await signIn('alice', 'password');
    const [profile] = await handlers.profiles.list(null);
    // Somebody else changes it.
    server.demo.reset({ fixture: 'cases' });
    await fetch(`${server.baseUrl}/api/-default-/public/alfresco/versions/1/people/alice`, {
      method: 'PUT',
      headers: { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
      body: JSON.stringify({ password: 'another' }),
    });
    const next = await startAgain();
    await expect
      .poll(async () => (await next.session.signInState(null)).phase)
      .toBe('password-wanted');
    const triesBefore = sent.filter((line) => line === 'POST tickets').length;
    const report = await next.profiles.test({
      address: server.url,
      acceptPlainHttp: false,
      profileId: profile?.id ?? null,
    });
    expect(report.steps.find(({ step }) => step === 'sign-in')).toMatchObject({
      status: 'failed',
      error: { reason: 'bad-credentials' },
    });
    expect(sent.filter((line) => line === 'POST tickets')).toHaveLength(triesBefore);
  });

  it('knows the embedded demo', async () => {
    const { handlers, sent } = await start();
    const { serverUrl, profileId } = await handlers.session.startDemo(null);
    const report = await handlers.profiles.test({
      address: serverUrl,
      acceptPlainHttp: false,
      profileId,
    });
    expect(report.steps.map(({ status }) => status)).toEqual(Array(6).fill('ok'));
    expect(sent).toEqual([]);
  });
});

describe('the question of a proxy', () => {
  it('reaches the window, and the answer comes back', async () => {
    const { handlers, proxyQuestions, pushed } = await start();
    const proxy = { host: 'proxy.example.com', port: 3128, realm: 'Office' };
    const credentials = { userId: 'ada', password: 'secret' };
    const waiting = proxyQuestions.credentialsFor(proxy, null);
    await expect.poll(() => handlers.proxy.question(null)).toMatchObject(proxy);
    const question = await handlers.proxy.question(null);
    await handlers.proxy.answer({ id: question?.id ?? '', credentials });
    expect(await waiting).toEqual(credentials);
    expect(pushed.filter(([channel]) => channel === 'proxy:asked')).toEqual([
      ['proxy:asked', question],
      ['proxy:asked', null],
    ]);
  });

  it('comes again after a no, once the user tests, signs in or refreshes', async () => {
    const { handlers, proxyQuestions } = await start();
    const proxy = { host: 'proxy.example.com', port: 3128, realm: 'Office' };
    const declined = proxyQuestions.credentialsFor(proxy, null);
    await expect.poll(() => proxyQuestions.isWaiting).toBe(true);
    await handlers.proxy.answer({ id: proxyQuestions.current?.id ?? '', credentials: null });
    expect(await declined).toBeNull();
    expect(await proxyQuestions.credentialsFor(proxy, null)).toBeNull();
    await handlers.profiles.test({ address: 'http://', acceptPlainHttp: false, profileId: null });
    void proxyQuestions.credentialsFor(proxy, null);
    await expect.poll(() => proxyQuestions.isWaiting).toBe(true);
  });
});
