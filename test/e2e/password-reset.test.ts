import { expect, it, onTestFinished } from 'vitest';
import { listen } from '../../scripts/demo-server/listen.ts';
import { withRemoteControl } from '../../scripts/demo-server/with-remote-control.ts';
import { createTestDemo } from '../support/demo-server.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

/** A demo server as `npm run demo:server` starts it, with the mail box beside it. */
async function startServer(): Promise<{ readonly url: string; lastLink(): Promise<string> }> {
  const demo = createTestDemo();
  const server = await listen({ port: 0, fetch: withRemoteControl(demo, { fixture: 'cases' }) });
  onTestFinished(() => server.close());
  return {
    url: server.url,
    async lastLink() {
      const mails = (await (await fetch(`${server.url}/__demo/mail`)).json()) as {
        readonly link: string | null;
      }[];
      return mails.at(-1)?.link ?? '';
    },
  };
}

it('resets a forgotten password with the link from the mail, and signs in', async () => {
  const server = await startServer();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.address.fill(server.url);
  await app.userName.fill('alice');
  await window.getByRole('button', { name: 'Forgot password?' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ask for the mail' }).click();
  await dialog.getByRole('heading', { name: 'The server has accepted the request' }).waitFor();
  await dialog.getByRole('button', { name: 'I have the mail' }).click();

  const link = await server.lastLink();
  await dialog.getByRole('textbox', { name: 'Link from the mail' }).fill(`Dear Alice,\n${link}\n`);
  await dialog.getByLabel('New password', { exact: true }).fill('Neu und lang genug');
  await dialog.getByRole('button', { name: 'Set password and sign in' }).click();
  await app.count('5 people').waitFor();
  expect(await window.getByRole('dialog').count()).toBe(0);
});

it('says what may be the matter where the link was used before', async () => {
  const server = await startServer();
  const people = `${server.url}/alfresco/api/-default-/public/alfresco/versions/1/people/alice`;
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${people}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  await post('request-password-reset', { client: 'share' });
  const link = await server.lastLink();
  const { searchParams } = new URL(link);
  const used = { id: searchParams.get('id'), key: searchParams.get('key') };
  await post('reset-password', { ...used, password: 'taken already' });

  const { window } = await launchApp();
  const app = screensOf(window);
  await app.address.fill(server.url);
  await app.userName.fill('alice');
  await window.getByRole('button', { name: 'Forgot password?' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'I have the mail' }).click();
  await dialog.getByRole('textbox', { name: 'Link from the mail' }).fill(link);
  await dialog.getByLabel('New password', { exact: true }).fill('never set');
  await dialog.getByRole('button', { name: 'Set password and sign in' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'used before' }).waitFor();
});
