/** The Linux families that the scripts treat differently. */
export type LinuxFamily = 'debian' | 'ubuntu' | 'other';

/** Reads /etc/os-release. */
export function linuxFamilyOf(osRelease: string): LinuxFamily {
  const ids = [fieldOf(osRelease, 'ID'), ...fieldOf(osRelease, 'ID_LIKE').split(' ')];
  if (ids.includes('ubuntu')) return 'ubuntu';
  return ids.includes('debian') ? 'debian' : 'other';
}

function fieldOf(osRelease: string, name: string): string {
  const value = new RegExp(`^${name}=(.*)$`, 'm').exec(osRelease)?.[1] ?? '';
  return value.replaceAll('"', '').trim();
}
