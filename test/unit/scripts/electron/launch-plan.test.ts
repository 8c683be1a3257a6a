import { describe, expect, test } from 'vitest';
import { planLaunch } from '../../../../scripts/electron/default-app/launch-plan.ts';

describe('planLaunch', () => {
  test('finds the app behind the switches, and leaves its own arguments alone', () => {
    const args = ['--inspect=0', '--user-data-dir=/data', '/app', '--flag', 'file', '-r', 'x'];
    expect(planLaunch(args)).toEqual({ preloadModules: [], appPath: '/app', wantsVersion: false });
  });

  test('collects the modules to load first', () => {
    expect(planLaunch(['-r', '/a.cjs', '--switch', '--require', '/b.cjs', '.'])).toEqual({
      preloadModules: ['/a.cjs', '/b.cjs'],
      appPath: '.',
      wantsVersion: false,
    });
  });

  test('notices that no app was named', () => {
    expect(planLaunch(['--no-such-switch', '-r'])).toEqual({
      preloadModules: [],
      appPath: null,
      wantsVersion: false,
    });
  });

  test.each(['-v', '--version'])('answers %s', (option) => {
    expect(planLaunch([option]).wantsVersion).toBe(true);
    expect(planLaunch(['/app', option]).wantsVersion).toBe(false);
  });
});
