import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { readResetLink } from '../../../../preload/rules/reset-link.ts';
import { startDemoServer } from '../../../support/demo-server.ts';

const script = fileURLToPath(new URL('../../../../scripts/demo-server/index.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(
  ...args: string[]
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [script, '--port', '0', ...args]);
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const [, url = ''] = /^Demo server on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? [];
  return { child, url };
}

async function runToEnd(
  ...args: string[]
): Promise<{ readonly code: unknown; readonly errors: string }> {
  const child = spawn(process.execPath, [script, ...args]);
  children.push(child);
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, errors };
}

const people = '/alfresco/api/-default-/public/alfresco/versions/1/people';
const headers = { Authorization: `Basic ${btoa('admin:admin')}` };

async function countOf(url: string): Promise<number> {
  const response = await fetch(url + people, { headers });
  const { list } = (await response.json()) as { list: { pagination: { totalItems: number } } };
  return list.pagination.totalItems;
}

async function post(url: string, body: string): Promise<Response> {
  return fetch(`${url}/__demo/reset`, { method: 'POST', body });
}

describe('npm run demo:server', () => {
  test('serves what it was asked for, and stops with 0', async () => {
    const { child, url } = await start('--fixture', 'demo', '--people', '12', '--seed', '3');
    expect(await countOf(url)).toBe(12);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends with npm, which does not pass on the signal that ends it', async () => {
    const env = { ...process.env, npm_lifecycle_event: 'demo:server' };
    const start = [
      `const { spawn } = require('node:child_process');`,
      `spawn(process.execPath, ${JSON.stringify([script, '--port', '0'])}, { stdio: 'inherit' });`,
    ].join('\n');
    const npm = spawn(process.execPath, ['--eval', start], { env });
    children.push(npm);
    const [line] = (await once(createInterface(npm.stdout), 'line')) as [string];
    const url = line.replace('Demo server on ', '');
    expect((await fetch(`${url}/__demo/stats`)).status).toBe(200);
    npm.kill('SIGKILL');
    await expect
      .poll(
        () =>
          fetch(`${url}/__demo/stats`)
            .then(() => 'there')
            .catch(() => 'gone'),
        {
          timeout: 10_000,
        },
      )
      .toBe('gone');
  });

  test('can be reset, and shows mails and statistics', async () => {
    const { url } = await start('--fixture', 'cases');
    await fetch(`${url}${people}/alice/request-password-reset`, {
      method: 'POST',
      body: '{"client":"share"}',
    });
    const mails = (await (await fetch(`${url}/__demo/mail`)).json()) as {
      readonly link: string;
      readonly id: string;
      readonly key: string;
    }[];
    expect(mails).toMatchObject([
      { to: 'alison.smith@example.com', client: 'share', userId: 'alice' },
    ]);
    for (const { id, key, link } of mails) expect(readResetLink(link)).toEqual({ id, key });
    expect((await post(url, '{"fixture":"demo","people":9,"usagesEnabled":true}')).status).toBe(
      204,
    );
    expect(await countOf(url)).toBe(9);
    expect(await (await fetch(`${url}/__demo/mail`)).json()).toEqual([]);
    expect(await (await fetch(`${url}/__demo/stats`)).json()).toMatchObject({
      requests: 1,
      rowsScanned: 9,
    });
    expect((await post(url, '')).status).toBe(204);
    expect(await countOf(url)).toBe(5);
  });

  test.each(['{', '[]', '{"people":0}', '{"bogus":1}'])(
    'refuses a reset by %s, with the reason',
    async (body) => {
      const { url } = await start('--fixture', 'cases');
      const response = await post(url, body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: expect.stringMatching(/\w/) as unknown,
      });
      expect(await countOf(url)).toBe(5);
    },
  );

  test.each([
    ['--port', 'x'],
    ['--port', '65536'],
    ['--fixture', 'other'],
    ['--people', '0'],
    ['--people', '1.5'],
    ['--seed', '-1'],
    ['--bogus', '1'],
  ])('refuses %s %s in one line', async (...args) => {
    const { code, errors } = await runToEnd(...args);
    expect(code).toBe(2);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  test('says when the port is taken', async () => {
    const { url } = await start();
    const { code, errors } = await runToEnd('--port', new URL(url).port);
    expect(code).toBe(1);
    expect(errors).toContain('EADDRINUSE');
  });
});

describe('the server behind a socket', () => {
  test('breaks the connection where the settings say so', async () => {
    const server = await startDemoServer({ faults: [{ kind: 'drop', times: 1 }] });
    try {
      await expect(fetch(server.url + people, { headers })).rejects.toThrow('fetch failed');
      expect((await fetch(server.url + people, { headers })).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  test('refuses encoded slashes as the web server does', async () => {
    const server = await startDemoServer();
    try {
      expect((await fetch(`${server.url}${people}/a%2Fb`, { headers })).status).toBe(400);
    } finally {
      await server.close();
    }
  });

  test('is steered by its own process alone', async () => {
    const server = await startDemoServer();
    try {
      expect((await post(server.url, '{}')).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});
