import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { contentSecurityPolicy } from '../../main/electron/content-security-policy.ts';
import { launchApp } from './support/launch-app.ts';

it('gives the page no Node and exactly one object of ours', async () => {
  const { window } = await launchApp();
  const page = await window.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(Reflect.get(globalThis, 'bridge') as object).sort(),
    isFrozen: Object.isFrozen(Reflect.get(globalThis, 'bridge')),
  }));
  expect(page.node).toEqual([]);
  expect(page.bridge).toEqual(['invoke', 'on', 'platform']);
  const surplus = await window.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
    frame.remove();
    return Object.getOwnPropertyNames(globalThis).filter(
      (name) => !plain.has(name) && !/^\d+$|^(__playwright|__pw)/.test(name),
    );
  });
  // Svelte notes its version for the developer tools; everything else would be ours.
  expect(surplus.filter((name) => name !== '__svelte')).toEqual(['bridge']);
});

it('lets through the named channels only', async () => {
  const { window } = await launchApp();
  const answers = await window.evaluate(() => {
    const bridge = Reflect.get(globalThis, 'bridge') as {
      invoke(channel: string, input: unknown): Promise<unknown>;
      on(channel: string, listener: () => void): unknown;
    };
    return ['nosuch:call', 'session:signin', '__proto__', 'ELECTRON_BROWSER_REQUIRE'].map(
      (channel) => {
        const thrown: string[] = [];
        try {
          void bridge.invoke(channel, null);
        } catch (error) {
          thrown.push(String(error));
        }
        try {
          bridge.on(channel, () => undefined);
        } catch (error) {
          thrown.push(String(error));
        }
        return thrown.length;
      },
    );
  });
  expect(answers).toEqual([2, 2, 2, 2]);
});

it('runs the page in Chromium’s sandbox', async () => {
  if (process.platform !== 'linux') {
    // Elsewhere Chromium tells itself.
    const { app } = await launchApp();
    const isSandboxed = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().some((metric) => metric.type === 'Tab' && metric.sandboxed === true),
    );
    expect(isSandboxed).toBe(true);
    return;
  }
  const { app } = await launchApp();
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status).not.toMatch(/^Uid:\s+0/m);
});

it('sends the content security policy, and the page cannot get round it', async () => {
  const hits: string[] = [];
  const canary = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end('hit');
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void canary.close());
  const origin = `http://127.0.0.1:${String((canary.address() as AddressInfo).port)}`;

  const { window } = await launchApp();
  const violations = await window.evaluate(async (canaryOrigin) => {
    const seen = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.add(event.effectiveDirective),
    );
    const add = (name: string, attributes: Record<string, string>): void => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      document.body.append(element);
    };
    const quietly = (attempt: () => unknown): void => {
      try {
        attempt();
      } catch {
        // Trusted Types and the policy throw: that is the point.
      }
    };
    quietly(() => add('img', { src: `${canaryOrigin}/img`, onerror: 'window.hacked = 1' }));
    quietly(() => add('link', { rel: 'stylesheet', href: `${canaryOrigin}/css` }));
    quietly(() => add('iframe', { src: `${canaryOrigin}/frame` }));
    quietly(() => add('object', { data: `${canaryOrigin}/object` }));
    quietly(() => add('base', { href: canaryOrigin }));
    quietly(() => add('script', { src: `${canaryOrigin}/script` }));
    quietly(() => (document.createElement('div').innerHTML = '<img onerror=1>'));
    // Later, since the policy does not hold for what the test's debugger runs directly.
    setTimeout(
      () =>
        quietly(() => Reflect.apply(Reflect.construct(Function, ['window.hacked = 1']), null, [])),
      1,
    );
    quietly(() => new Worker(`${canaryOrigin}/worker`));
    quietly(() => new WebSocket(canaryOrigin.replace('http', 'ws')));
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(style);
    await fetch(`${canaryOrigin}/fetch`).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return {
      seen: [...seen].sort(),
      isHacked: 'hacked' in window,
      isHidden: getComputedStyle(document.body).display === 'none',
    };
  }, origin);
  expect(hits).toEqual([]);
  expect(violations.isHacked).toBe(false);
  expect(violations.isHidden).toBe(false);
  for (const directive of [
    'img-src',
    'connect-src',
    'base-uri',
    'frame-src',
    'style-src-elem',
    // Stops script elements, workers and evaluated text before the policy's script-src would.
    'require-trusted-types-for',
  ]) {
    expect(violations.seen).toContain(directive);
  }
});

it('goes nowhere and opens nothing', async () => {
  const { app, window } = await launchApp();
  const home = window.url();
  await window.evaluate(() => {
    globalThis.open('https://example.com/');
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    const other = document.createElement('a');
    other.href = 'app://rollcall/assets/none.html';
    document.body.append(other);
    other.click();
    location.assign('file:///etc/passwd');
  });
  await window.evaluate(() => location.assign('https://example.com/'));
  await window.waitForTimeout(500);
  expect(window.url()).toBe(home);
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
});

it('grants no permission, on asking and on checking alike', async () => {
  const { window } = await launchApp();
  const answers = await window.evaluate(async () => {
    const names = [
      'notifications',
      'geolocation',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
    ];
    const states = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          (status) => status.state as string,
          () => 'denied',
        ),
      ),
    );
    const media = await navigator.mediaDevices
      .getUserMedia({ audio: true })
      .then(() => 'granted')
      .catch((error: unknown) => (error instanceof Error ? error.name : 'other'));
    return {
      states: [...new Set(states)],
      media,
      notification: await Notification.requestPermission(),
    };
  });
  expect(answers.states).toEqual(['denied']);
  expect(['NotAllowedError', 'NotFoundError']).toContain(answers.media);
  expect(answers.notification).toBe('denied');
});

it('serves only its own files', async () => {
  const { app } = await launchApp();
  const statuses = await app.evaluate(async ({ net }) => {
    const addresses = [
      'app://rollcall/index.html',
      'app://rollcall/../../package.json',
      'app://rollcall/%2e%2e/main/index.js',
      'app://rollcall/etc/passwd',
      'app://other/index.html',
      'app://rollcall/avatar/00000000000000000000000000000000',
    ];
    return Promise.all(addresses.map(async (address) => (await net.fetch(address)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
  const headers = await app.evaluate(async ({ net }) => {
    const answer = await net.fetch('app://rollcall/index.html');
    return { policy: answer.headers.get('Content-Security-Policy') };
  });
  expect(headers.policy).toBe(contentSecurityPolicy);
});

it('starts once: a second start shows the first window', async () => {
  const first = await launchApp();
  const isFocused = first.app.evaluate(
    ({ app: electron }) =>
      new Promise<boolean>((resolve) => electron.on('second-instance', () => resolve(true))),
  );
  await expect(launchApp({ userDataDir: first.userDataDir })).rejects.toThrow();
  expect(await isFocused).toBe(true);
});
