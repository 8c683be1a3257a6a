import { describe, expect, it } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { createAccountsRig } from '../../../support/accounts-rig.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import type { DemoSettingsInput } from '../../../../main/demo/settings.ts';

const one = 'one.example';
const admin = { userId: 'admin', password: 'admin' };
const alice = {};

function open(settings: DemoSettingsInput) {
  const server = createTestDemo(settings);
  return { server, rig: createAccountsRig({ servers: { [one]: server } }) };
}

const asksForRights = ({ kind }: { readonly kind: string }): boolean =>
  kind.includes('preferences');

describe('the rights of who signs in', () => {
  it.each([
    ['5.2.0', admin, true, false],
    ['5.2.0', alice, false, false],
    ['5.2.5', admin, true, false],
    ['5.2.5', alice, false, false],
    ['6.0', admin, true, true],
    ['6.0', alice, false, true],
  ])('are learnt from %s, for %o', async (version, user, isAdmin, tellsCapabilities) => {
    const { rig } = open({ version });
    expect(await rig.signIn(one, user)).toMatchObject({ isAdmin, tellsCapabilities });
    expect(rig.seen.some(asksForRights)).toBe(!tellsCapabilities);
  });

  it.each<[string, DemoSettingsInput]>([
    ['is not there', { faults: [{ path: 'preferences', kind: 'error', status: 404 }] }],
    ['fails', { faults: [{ path: 'preferences', kind: 'error', status: 500 }] }],
    ['is kept back by a proxy', { faults: [{ path: 'preferences', kind: 'html', status: 403 }] }],
  ])('are unknown where what tells them %s', async (_what, settings) => {
    const { rig } = open({ version: '5.2.5', ...settings });
    expect(await rig.signIn(one, admin)).toMatchObject({ isAdmin: null, tellsCapabilities: false });
  });

  it('are no reason to take a server that went away for one that does not tell', async () => {
    const { rig } = open({ version: '5.2.5' });
    rig.onRequest = (request) => {
      if (!asksForRights(request)) return;
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    expect(await appErrorOf(rig.signIn(one, admin))).toMatchObject({ code: 'network' });
  });

  it('are learnt anew once the server has been upgraded, in the next refresh', async () => {
    const faults = [{ path: 'preferences', kind: 'error', status: 404 }] as const;
    const { rig, server } = open({ version: '5.2.5', faults: [...faults] });
    await rig.signIn(one, { ...admin, remember: true });
    await rig.refreshed();
    expect(await rig.sessions.current()).toMatchObject({ isAdmin: null });
    await rig.sessions.close();

    server.reset({ fixture: 'cases', version: '25.2' });
    await rig.sessions.reopen();
    await rig.refreshed();
    expect(await rig.sessions.current()).toMatchObject({ isAdmin: true, tellsCapabilities: true });
  });
});
