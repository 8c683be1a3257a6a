import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../preload/model/app-error.ts';
import { createKeychain } from '../../../../main/secrets/keychain.ts';
import { type Keytar, loadKeytar } from '../../../../main/secrets/keytar.ts';
import type { Secrets } from '../../../../main/services/ports/secrets.ts';
import { createFakeClock, type FakeClock, settled } from '../../../support/fake-clock.ts';

const account = { serverUrl: 'https://ecm.example/alfresco', userId: 'alice' };
const name = 'alice@https://ecm.example/alfresco';

/** A native module whose every call is answered by hand, and the keychain over it. */
function rig(platform: NodeJS.Platform = 'linux'): {
  readonly keychain: Secrets;
  readonly clock: FakeClock;
  readonly calls: readonly string[];
  readonly answer: (value: unknown) => Promise<void>;
  readonly fail: (message: string) => Promise<void>;
} {
  const calls: string[] = [];
  const open: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  const native =
    (verb: string) =>
    (...args: string[]): Promise<never> => {
      calls.push([verb, ...args].join(' '));
      return new Promise<never>((resolve, reject) => {
        open.push({ resolve: resolve, reject });
      });
    };
  const keytar: Keytar = {
    getPassword: native('get'),
    setPassword: native('set'),
    deletePassword: native('delete'),
  };
  const clock = createFakeClock();
  const next = (): NonNullable<(typeof open)[0]> => {
    const call = open.shift();
    if (call === undefined) throw new Error('No native call is under way.');
    return call;
  };
  return {
    keychain: createKeychain({ load: () => Promise.resolve(keytar), clock, platform }),
    clock,
    calls,
    async answer(value) {
      await settled();
      next().resolve(value);
      await settled();
    },
    async fail(message) {
      await settled();
      next().reject(new Error(message));
      await settled();
    },
  };
}

/** The sentence of a call that fails as `keychain`. */
async function messageOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('It did not fail as it should.');
  expect(error.data.code).toBe('keychain');
  return error.data.message;
}

describe('the keychain', () => {
  it('loads the native module at the first call and not before', async () => {
    let loads = 0;
    const keychain = createKeychain({
      load() {
        loads += 1;
        return Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));
      },
    });
    expect(loads).toBe(0);
    expect(await messageOf(keychain.get(account))).toMatch(/libsecret/);
    expect(await messageOf(keychain.set(account, 'x'))).toMatch(/Install/);
    expect(await messageOf(keychain.delete(account))).toMatch(/Install/);
    expect(loads).toBe(1);
  });

  it('loads the real one', async () => {
    // A computer without any keychain fails at its calls, not here.
    expect(typeof (await loadKeytar()).getPassword).toBe('function');
  });

  it('names service and account as users find them in their keychain', async () => {
    const { keychain, calls, answer } = rig();
    const set = keychain.set(account, 'secret');
    await answer(undefined);
    await answer('secret');
    await set;
    const get = keychain.get(account);
    await answer('secret');
    expect(await get).toBe('secret');
    expect(calls).toEqual([
      `set Rollcall ${name} secret`,
      `get Rollcall ${name}`,
      `get Rollcall ${name}`,
    ]);
  });

  it('believes in a secret once it has been read back', async () => {
    for (const kept of [null, 'another', 'secre']) {
      const { keychain, answer } = rig();
      const message = messageOf(keychain.set(account, 'secret'));
      await answer(undefined);
      await answer(kept);
      expect(await message).toMatch(/did not keep/);
    }
  });

  it('makes one call at a time, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (outcomes) => {
        const { keychain, calls, answer, fail } = rig();
        const users = outcomes.map((_, index) => `user-${index}`);
        const got = users.map((userId) => keychain.get({ ...account, userId }).catch(() => 'no'));
        for (const [index, isAnswered] of outcomes.entries()) {
          await settled();
          expect(calls).toHaveLength(index + 1);
          await (isAnswered ? answer(`of ${users[index]}`) : fail('Something'));
        }
        expect(await Promise.all(got)).toEqual(
          outcomes.map((isAnswered, index) => (isAnswered ? `of ${users[index]}` : 'no')),
        );
      }),
    );
  });

  it('tells that it waits, and for how long', async () => {
    const { keychain, clock, answer } = rig();
    const told: boolean[] = [];
    keychain.waiting.subscribe((isWaiting) => told.push(isWaiting));
    const quick = keychain.get(account);
    await clock.advance(699);
    await answer(null);
    expect(await quick).toBeNull();
    expect(told).toEqual([]);

    const slow = keychain.get(account);
    await clock.advance(699);
    expect(keychain.isWaiting).toBe(false);
    await clock.advance(1);
    expect(keychain.isWaiting).toBe(true);
    await answer('secret');
    expect(await slow).toBe('secret');
    expect(keychain.isWaiting).toBe(false);
    expect(told).toEqual([true, false]);
  });

  it('gives up after a minute, refuses at once while the call hangs, and comes back', async () => {
    const { keychain, clock, calls, answer } = rig();
    const hanging = messageOf(keychain.get(account));
    const queued = messageOf(keychain.get(account));
    await clock.advance(59_999);
    expect(keychain.isWaiting).toBe(true);
    await clock.advance(1);
    expect(await hanging).toMatch(/did not answer in time/);
    expect(await queued).toMatch(/earlier question/);
    expect(await messageOf(keychain.delete(account))).toMatch(/earlier question/);
    expect(keychain.isWaiting).toBe(false);
    expect(calls).toHaveLength(1);

    await answer('late');
    const get = keychain.get(account);
    await answer('secret');
    expect(await get).toBe('secret');
  });

  it('takes back a secret that was kept too late, since it was said not to be', async () => {
    const { keychain, clock, calls, answer } = rig();
    const hanging = messageOf(keychain.set(account, 'secret'));
    await clock.advance(60_000);
    expect(await hanging).toMatch(/did not answer in time/);
    await answer(undefined);
    await answer('secret');
    expect(calls.at(-1)).toBe(`delete Rollcall ${name}`);
    // Nobody comes in between.
    expect(await messageOf(keychain.get(account))).toMatch(/earlier question/);
    await answer(true);
    const get = keychain.get(account);
    await answer(null);
    expect(await get).toBeNull();
  });

  it('takes "there was none" of Linux for an answer only from an open keyring', async () => {
    const open = rig('linux');
    const deleted = open.keychain.delete(account);
    for (const value of [false, undefined, true]) await open.answer(value);
    await deleted;
    expect(open.calls.slice(1)).toEqual([
      'set Rollcall is-the-keychain-open no secret',
      'delete Rollcall is-the-keychain-open',
    ]);

    const locked = rig('linux');
    const refused = messageOf(locked.keychain.delete(account));
    await locked.answer(false);
    await locked.fail('Cannot create an item in a locked collection');
    expect(await refused).toMatch(/locked/);

    for (const platform of ['darwin', 'win32'] as const) {
      const elsewhere = rig(platform);
      const gone = elsewhere.keychain.delete(account);
      await elsewhere.answer(false);
      await gone;
      expect(elsewhere.calls).toHaveLength(1);
    }
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', /desktop session/],
    ['Could not connect: No such file or directory', /desktop session/],
    ['The name org.freedesktop.secrets was not provided by any .service files', /No keychain/],
    ['The name :1.7 was not provided by any .service files', /start Rollcall again/],
    ['The session wrapping the secret does not exist', /start Rollcall again/],
    ['Message recipient disconnected from message bus without replying', /start Rollcall again/],
    ['Timeout was reached', /in time/],
    ['Cannot create an item in a locked collection', /is locked/],
    ['User interaction is not allowed.', /is locked/],
    ['User canceled the operation.', /allow it/],
    ['The user name or passphrase you entered is not correct.', /allow it/],
    ['Die Sammlung «hunter2» ist gesperrt', /refused/],
  ])('explains "%s"', async (native, expected) => {
    const { keychain, fail } = rig();
    const message = messageOf(keychain.get(account));
    await fail(native);
    expect(await message).toMatch(expected);
    expect(await message).not.toContain('hunter2');
  });
});
