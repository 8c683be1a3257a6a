import { describe, expect, test } from 'vitest';
import {
  missingPackages,
  namesToInstall,
  packagesFor,
  parseAvailable,
  parseInstalled,
} from '../../../../scripts/machine/packages.ts';

const gtk = ['libgtk-3-0', 'libgtk-3-0t64'] as const;

describe('the packages of the machine', () => {
  test('count as installed under either name', () => {
    expect(missingPackages([gtk, ['xvfb']], new Set(['libgtk-3-0t64']))).toEqual([['xvfb']]);
    expect(missingPackages([gtk], new Set(['libgtk-3-0']))).toEqual([]);
    expect(missingPackages([gtk], new Set())).toEqual([gtk]);
  });

  test('are installed under the name that this release has', () => {
    expect(namesToInstall([gtk], new Set(['libgtk-3-0t64']))).toEqual(['libgtk-3-0t64']);
    expect(namesToInstall([gtk], new Set(['libgtk-3-0']))).toEqual(['libgtk-3-0']);
  });

  test('are asked for under the first name when nothing is known', () => {
    expect(namesToInstall([gtk], new Set())).toEqual(['libgtk-3-0']);
  });

  test('for a test are those of the app and more', () => {
    expect(packagesFor('test')).toEqual(expect.arrayContaining([...packagesFor('app')]));
    expect(packagesFor('test')).toContainEqual(['xvfb']);
    expect(packagesFor('app')).not.toContainEqual(['xvfb']);
  });
});

describe('parseInstalled', () => {
  test('takes whole installations only', () => {
    const output = 'ii  xvfb\nrc  dbus\nun  libgtk-3-0\niU  xauth\nii  libnss3\n';
    expect([...parseInstalled(output)]).toEqual(['xvfb', 'libnss3']);
  });
});

describe('parseAvailable', () => {
  test('takes what has a version to install', () => {
    const output = [
      'libgtk-3-0:',
      '  Installed: (none)',
      '  Candidate: (none)',
      '  Version table:',
      'libgtk-3-0t64:',
      '  Installed: (none)',
      '  Candidate: 3.24.41-4ubuntu1',
      '  Version table:',
      '     3.24.41-4ubuntu1 500',
      'xvfb:',
      '  Installed: 2:21.1.7-3',
      '  Candidate: 2:21.1.7-3',
    ].join('\n');
    expect([...parseAvailable(output)]).toEqual(['libgtk-3-0t64', 'xvfb']);
  });
});
