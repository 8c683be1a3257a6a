import type { Page } from 'playwright';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Result } from '../../preload/model/app-error.ts';
import type { ProxyQuestion } from '../../preload/model/proxy-question.ts';
import { startDemoServer, type ListeningDemoServer } from '../support/demo-server.ts';
import { startHostileServer } from '../support/hostile-server.ts';
import { startTestProxy, type TestProxy } from '../support/test-proxy.ts';
import { createTestCertificate } from '../support/tls-certificate.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

let server: ListeningDemoServer;
let proxy: TestProxy;
let window: Page;

const realm = 'Example Corp';

// Every host is behind a proxy that wants a sign-in; the name of the server means nothing here.
beforeEach(async () => {
  server = await startDemoServer();
  const secure = await startHostileServer(
    () => undefined,
    createTestCertificate({ name: 'Not trusted here', hosts: ['ecm.example.com'] }),
  );
  proxy = await startTestProxy({
    realm,
    credentials: 'proxy-user:proxy-pass',
    httpPort: server.port,
    httpsPort: secure.port,
  });
  onTestFinished(() =>
    Promise.all([server, secure, proxy].map((one) => one.close())).then(() => undefined),
  );
});

/** With the proxy as a user of a company may have it in the settings of the system. */
async function launchBehindProxy(): Promise<void> {
  ({ window } = await launchApp({ args: [`--proxy-server=127.0.0.1:${proxy.port}`] }));
}

function invoke<T>(channel: string, input: unknown): Promise<Result<T>> {
  return window.evaluate(
    ([name, value]) =>
      (
        globalThis as unknown as {
          bridge: { invoke(name: string, value: unknown): Promise<unknown> };
        }
      ).bridge.invoke(name as string, value),
    [channel, input],
  ) as Promise<Result<T>>;
}

function signIn(address: string): Promise<Result<unknown>> {
  return invoke('session:signIn', {
    address,
    userId: 'alice',
    password: 'password',
    acceptPlainHttp: true,
    remember: false,
  });
}

async function nextQuestion(isRepeated = false): Promise<ProxyQuestion> {
  const questions: ProxyQuestion[] = [];
  await expect
    .poll(
      async () => {
        const asked = await invoke<ProxyQuestion | null>('proxy:question', null);
        if (asked.ok && asked.value !== null) questions.unshift(asked.value);
        return questions[0]?.isRepeated;
      },
      { timeout: 20_000 },
    )
    .toBe(isRepeated);
  const [question] = questions;
  if (question === undefined) throw new Error('The poll has seen a question');
  return question;
}

function answer(question: ProxyQuestion, password: string | null): Promise<Result<unknown>> {
  const credentials = password === null ? null : { userId: 'proxy-user', password };
  return invoke('proxy:answer', { id: question.id, credentials });
}

it('asks for the sign-in of a proxy, again after a wrong one, and goes on', async () => {
  await launchBehindProxy();
  const signedIn = signIn('http://ecm.example.com');
  const question = await nextQuestion();
  expect(question).toMatchObject({ host: '127.0.0.1', port: proxy.port, realm });
  await answer(question, 'wrong');
  await answer(await nextQuestion(true), 'proxy-pass');
  expect(await signedIn).toMatchObject({ ok: true, value: { userId: 'alice' } });
  expect(await invoke('proxy:question', null)).toEqual({ ok: true, value: null });

  await expect
    .poll(() => proxy.requests.filter(({ line }) => line.includes('/people?')).length)
    .toBeGreaterThan(0);
  const answers = proxy.requests.map(({ credentials }) => credentials);
  expect(answers.filter((one) => one === 'proxy-user:wrong')).toHaveLength(1);
  // What follows an answer that was right is sent with it at once.
  const first = answers.indexOf('proxy-user:proxy-pass');
  expect(new Set(answers.slice(first))).toEqual(new Set(['proxy-user:proxy-pass']));
});

it('fails with words where the user declines, and asks again at the next try', async () => {
  await launchBehindProxy();
  const failed = signIn('http://ecm.example.com');
  await answer(await nextQuestion(), null);
  expect(await failed).toMatchObject({
    ok: false,
    error: { code: 'network', message: expect.stringContaining('proxy') as string },
  });
  const signedIn = signIn('http://ecm.example.com');
  await answer(await nextQuestion(), 'proxy-pass');
  expect(await signedIn).toMatchObject({ ok: true });
});

it('gets through by https as well', async () => {
  await launchBehindProxy();
  const signedIn = signIn('https://ecm.example.com');
  await answer(await nextQuestion(), 'proxy-pass');
  // The server behind the tunnel has a certificate that nobody trusts: so it was reached.
  expect(await signedIn).toMatchObject({ ok: false, error: { reason: 'certificate' } });
});

it('asks nobody but the server', async () => {
  await launchBehindProxy();
  const signedIn = signIn('http://ecm.example.com');
  await answer(await nextQuestion(), 'proxy-pass');
  expect(await signedIn).toMatchObject({ ok: true });
  const hosts = proxy.requests.map(
    ({ line }) => line.replace(/^\w+ (http:\/\/)?/, '').split('/')[0],
  );
  expect(new Set(hosts)).toEqual(new Set(['ecm.example.com']));
});

it('is answered in the window, and the sign-in that waited goes on', async () => {
  await launchBehindProxy();
  const app = screensOf(window);
  await app.enter({ address: 'http://ecm.example.com', userId: 'alice', password: 'password' });
  const dialog = window.getByRole('dialog', { name: 'Sign in to the proxy' });
  await dialog.getByText(realm).waitFor();
  await dialog.getByRole('textbox', { name: 'User name' }).fill('proxy-user');
  await dialog.getByLabel('Password', { exact: true }).fill('proxy-pass');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByRole('button', { name: 'Continue without encryption' }).click();
  await app.count('5 people').waitFor();
});

it('finds the proxy by a script of the company, for the hosts that it names', async () => {
  const script = `function FindProxyForURL(url, host) {
    return host === 'ecm.example.com' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT';
  }`;
  const company = await startHostileServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-ns-proxy-autoconfig' }).end(script);
  });
  onTestFinished(() => company.close());
  ({ window } = await launchApp({ args: [`--proxy-pac-url=${company.origin}/proxy.pac`] }));
  const signedIn = signIn('http://ecm.example.com');
  await answer(await nextQuestion(), 'proxy-pass');
  expect(await signedIn).toMatchObject({ ok: true, value: { userId: 'alice' } });

  const elsewhere = await signIn('http://ecm.example.invalid');
  expect(elsewhere).toMatchObject({ ok: false, error: { reason: 'host-unknown' } });
  expect(proxy.requests.length).toBeGreaterThan(0);
  expect(proxy.requests.filter(({ line }) => line.includes('example.invalid'))).toEqual([]);
});
