import { expect, test } from 'vitest';
import { linuxFamilyOf } from '../../../../scripts/machine/os-release.ts';

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', 'debian'],
  ['ID=ubuntu\nID_LIKE=debian\n', 'ubuntu'],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'ubuntu'],
  ['ID=raspbian\nID_LIKE=debian\n', 'debian'],
  ['ID=fedora\n', 'other'],
  ['VERSION_ID="12"\nBUG_ID=debian\n', 'other'],
  ['', 'other'],
])('linuxFamilyOf(%j) is %s', (osRelease, family) => {
  expect(linuxFamilyOf(osRelease)).toBe(family);
});
