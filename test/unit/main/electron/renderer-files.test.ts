import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside, resolveAppUrl } from '../../../../main/electron/renderer-files.ts';

const folder = join('/', 'app', 'out', 'renderer');

describe('addresses of app://', () => {
  it('lead to the files of the renderer', () => {
    expect(resolveAppUrl('app://rollcall/', folder)).toEqual({
      kind: 'file',
      path: join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(resolveAppUrl('app://rollcall/assets/index-B4_x-2.js', folder)).toMatchObject({
      path: join(folder, 'assets', 'index-B4_x-2.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
    expect(resolveAppUrl('app://rollcall/assets/a.css?x=1#y', folder)).toMatchObject({
      path: join(folder, 'assets', 'a.css'),
    });
  });

  it('lead to photos by a hash', () => {
    const hash = '0123456789abcdef0123456789abcdef';
    expect(resolveAppUrl(`app://rollcall/avatar/${hash}?v=1`, folder)).toEqual({
      kind: 'avatar',
      hash,
    });
  });

  it('lead to pictures of this computer by the hash of their bytes', () => {
    const id = '0123456789abcdef'.repeat(4);
    expect(resolveAppUrl(`app://rollcall/picture/${id}`, folder)).toEqual({ kind: 'picture', id });
  });

  it.each([
    'app://rollcall/%2E%2E%2Fsecret.html',
    'app://rollcall/..%2fsecret.html',
    'app://rollcall/..%5csecret.html',
    'app://rollcall/%5c%5cserver%5cshare%5cx.html',
    'app://rollcall//etc/passwd',
    'app://rollcall//server/share/x.html',
    'app://rollcall/etc/passwd',
    'app://rollcall/C:/Windows/x.html',
    'app://rollcall/C%3A/x.html',
    'app://rollcall/index.html%00.png',
    'app://rollcall/index.html::$DATA',
    'app://rollcall/index.html:stream',
    'app://rollcall/index.html.',
    'app://rollcall/index.html%20',
    'app://rollcall/index.html/',
    'app://rollcall/.hidden.html',
    'app://rollcall/assets/.git/x.js',
    'app://rollcall/assets/..js/x.js',
    'app://rollcall/CON',
    'app://rollcall/assets/',
    'app://rollcall/package.json',
    'app://rollcall/index.php',
    'app://rollcall/assets/x.JS',
    'app://rollcall/assets/x.js.map',
    'app://rollcall/%69ndex.html%3f',
    'app://rollcall/avatar/',
    'app://rollcall/picture/',
    'app://rollcall/picture/0123456789abcdef0123456789abcdef',
    `app://rollcall/picture/${'0123456789ABCDEF'.repeat(4)}`,
    `app://rollcall/picture/../${'0'.repeat(64)}`,
    'app://rollcall/avatar/0123456789ABCDEF0123456789ABCDEF',
    'app://rollcall/avatar/0123456789abcdef0123456789abcde',
    'app://rollcall/avatar/0123456789abcdef0123456789abcdef0',
    'app://rollcall/avatar/0123456789abcdef0123456789abcdef/x',
    'app://rollcall.example.com/index.html',
    'app://evil/index.html',
    'app://rollcallx/index.html',
    'app://user@rollcall/index.html',
    'app:///index.html',
    'app:index.html',
    'file:///app/out/renderer/index.html',
    'https://rollcall/index.html',
    'http://app/rollcall/index.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
    '',
  ])('lead nowhere when they are %j', (address) => {
    expect(resolveAppUrl(address, folder)).toBeNull();
  });

  it.each([
    'app://rollcall/../secret.html',
    'app://rollcall/%2e%2e/%2e%2e/secret.html',
    'app://rollcall/..\\secret.html',
    'app://rollcall/index.html\0',
    'app://rollcall/avatar/../index.html/..',
  ])('stay inside the folder where the URL parser itself resolves %j', (address) => {
    const resource = resolveAppUrl(address, folder);
    expect(resource === null || (resource.kind === 'file' && isInside(resource.path, folder))).toBe(
      true,
    );
  });
});

describe('isInside', () => {
  it('does not take a common prefix for a folder', () => {
    expect(isInside(join('/', 'a', 'bc'), join('/', 'a', 'b'))).toBe(false);
    expect(isInside(join('/', 'a', 'b', 'c'), join('/', 'a', 'b'))).toBe(true);
    expect(isInside(join('/', 'a', 'b'), join('/', 'a', 'b'))).toBe(false);
    expect(isInside(join('/', 'a', 'b', '..c'), join('/', 'a', 'b'))).toBe(true);
    expect(isInside(join('/', 'a'), join('/', 'a', 'b'))).toBe(false);
  });
});
