import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { homeEnv, inheritedEnv, makeHome } from '../../../../scripts/launch/app-env.ts';
import { asUser, nameOfSudoUser } from '../../../../scripts/launch/app-user.ts';
import { makeTestFolder } from '../../../support/folders.ts';

const caller = {
  PATH: '/bin',
  DISPLAY: ':1',
  HOME: '/root',
  XDG_RUNTIME_DIR: '/run/user/0',
  XAUTHORITY: '/root/.Xauthority',
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/0/bus',
  ELECTRON_RUN_AS_NODE: '1',
  NODE_OPTIONS: '--inspect',
  npm_config_registry: 'x',
  ABSENT: undefined,
};

describe('the environment of the app', () => {
  test('is ours, less what would turn Electron into something else', () => {
    expect(inheritedEnv(caller)).toEqual({
      PATH: '/bin',
      DISPLAY: ':1',
      HOME: '/root',
      XDG_RUNTIME_DIR: '/run/user/0',
      XAUTHORITY: '/root/.Xauthority',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/0/bus',
    });
  });

  test('has folders of its own and nothing of the caller in a home of its own', () => {
    expect(homeEnv(caller, '/home', 'nobody')).toEqual({
      PATH: '/bin',
      DISPLAY: ':1',
      HOME: '/home',
      XDG_CONFIG_HOME: join('/home', '.config'),
      XDG_DATA_HOME: join('/home', '.local', 'share'),
      XDG_CACHE_HOME: join('/home', '.cache'),
      XDG_RUNTIME_DIR: join('/home', '.run'),
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      USER: 'nobody',
      LOGNAME: 'nobody',
    });
  });

  test('points at folders that exist and are closed to others', async () => {
    const home = makeTestFolder();
    await makeHome(home, null);
    const { DBUS_SESSION_BUS_ADDRESS: _, ...folders } = homeEnv({}, home, null);
    for (const folder of Object.values(folders)) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
  });
});

describe('the user of the app', () => {
  test('is the one behind sudo', () => {
    expect(nameOfSudoUser({ SUDO_USER: 'ada' })).toBe('ada');
    expect(nameOfSudoUser({ SUDO_USER: 'root' })).toBeNull();
    expect(nameOfSudoUser({})).toBeNull();
  });

  test('gets none of the groups of root', () => {
    expect(asUser({ name: 'ada', uid: 1000, gid: 100 }, '/electron')).toEqual([
      'setpriv',
      '--reuid=1000',
      '--regid=100',
      '--clear-groups',
      '/electron',
    ]);
    expect(asUser(null, '/electron')).toEqual(['/electron']);
  });
});
