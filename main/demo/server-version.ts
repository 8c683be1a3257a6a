/** "25", "6.2", "25.2.0" or "25.2.0.28". */
export const serverVersionPattern = /^\d{1,3}(\.\d{1,4}){0,3}$/;

/** The first release with each difference that a client can see. */
const firstReleases = {
  /** Before it, only GET /people/{id} exists. */
  wholePeopleApi: '5.2',
  groupsOfPerson: '5.2.1',
  passwordReset: '5.2.1',
  avatars: '5.2.2',
  /** Backslash and line ends refused in user ids; before, only the slash. */
  illegalIdCharacters: '5.2.3',
  ticketChallenge: '5.2.3',
  probes: '6.0',
  capabilities: '6.0',
  asynchronousAvatars: '6.1',
  displayName: '6.2',
  directoryMappedFields: '6.2.1',
  /** The double quote refused in user ids, too, and today's text of that error. */
  illegalQuoteInId: '7.0',
  immutableEnabledUpdate: '23.3',
  deauthorization: '25',
  adminEnabledTrue: '25.2',
} as const;

export type ServerFeature = keyof typeof firstReleases;

/** Whether a release of the server has a feature. */
export function hasFeature(version: string, feature: ServerFeature): boolean {
  const has = partsOf(version);
  const needs = partsOf(firstReleases[feature]);
  for (const [index, needed] of needs.entries()) {
    const part = has[index] ?? 0;
    if (part !== needed) return part > needed;
  }
  return true;
}

function partsOf(version: string): number[] {
  return version.split('.').map(Number);
}
