import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../../../scripts/electron/cache-dir.ts';
import { cacheDirOf } from '../../../../scripts/electron/cache-dir.ts';

const linuxUser: Surroundings = { platform: 'linux', env: {}, homeDir: '/home/ada', isRoot: false };

describe('cacheDirOf', () => {
  test.each<[string, Partial<Surroundings>, string]>([
    ['an ordinary user', {}, '/home/ada/.cache/rollcall'],
    ['a user with XDG folders', { env: { XDG_CACHE_HOME: '/x' } }, '/x/rollcall'],
    ['root', { isRoot: true, homeDir: '/root' }, '/var/cache/rollcall'],
    [
      'root, whose XDG folders others cannot read',
      rootWith('XDG_CACHE_HOME'),
      '/var/cache/rollcall',
    ],
    ['a folder that was named', rootWith('ROLLCALL_CACHE_DIR'), '/named'],
  ])('keeps things in the right place for %s', (_case, differences, expected) => {
    expect(cacheDirOf({ ...linuxUser, ...differences })).toBe(expected);
  });

  test('follows the customs of Windows and macOS', () => {
    const env = { LOCALAPPDATA: 'C-local' };
    expect(cacheDirOf({ ...linuxUser, platform: 'win32', env })).toBe(
      join('C-local', 'rollcall-dev'),
    );
    expect(cacheDirOf({ ...linuxUser, platform: 'darwin' })).toBe(
      join('/home/ada', 'Library', 'Caches', 'rollcall-dev'),
    );
  });
});

function rootWith(name: string): Partial<Surroundings> {
  return { isRoot: true, homeDir: '/root', env: { [name]: '/named' } };
}
