import type { SignInState } from '../../preload/model/sign-in-state.ts';
import type { Credentials } from './credentials.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
import { createSignal, type Signal } from './signal.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { factsOf, reach, visit } from './visit.ts';

/** The sign-ins of all profiles of this run: switching back to one needs no password. */
export interface SignIns {
  readonly changed: Signal<{ readonly id: string; readonly state: SignInState }>;
  /** Emitted with the id of a profile whose user has signed in. */
  readonly entered: Signal<string>;
  /** The sign-in of a profile, which must exist. */
  of(id: string): SignIn;
  /** Forgets the sign-in of a profile that goes or moves. */
  drop(id: string): void;
  /** Gives up what is under way everywhere. */
  stop(): void;
}

export function createSignIns(options: {
  readonly accessOf: (profile: Pick<KnownProfile, 'kind'>) => ServerAccess;
  readonly profiles: Profiles;
  readonly credentials: Credentials;
}): SignIns {
  const { accessOf, profiles, credentials } = options;
  const changed: SignIns['changed'] = createSignal();
  const entered = createSignal<string>();
  const signIns = new Map<string, SignIn>();
  credentials.changed.subscribe((id) => signIns.get(id)?.look());

  function create(profile: KnownProfile): SignIn {
    const { id, serverUrl, userId } = profile;
    const signIn = createSignIn({
      visit: (password, signal) =>
        visit(accessOf(profile), serverUrl, { userId, password }, signal),
      findPassword: () => credentials.find(id),
      reach: () => reach(accessOf(profile), serverUrl),
      onRefused: () => credentials.refuse(id),
      passwordState: () => credentials.stateOf(id),
      isPasswordRefused: () => profiles.find(id)?.isPasswordRefused === true,
    });
    signIn.entered.subscribe((brought) => {
      profiles.note(id, factsOf(brought));
      entered.emit(id);
    });
    signIn.changed.subscribe((state) => {
      if (signIns.get(id) === signIn) changed.emit({ id, state });
    });
    return signIn;
  }

  return {
    changed,
    entered,
    of(id) {
      const known = signIns.get(id);
      if (known !== undefined) return known;
      const signIn = create(profiles.get(id));
      signIns.set(id, signIn);
      return signIn;
    },
    drop(id) {
      const dropped = signIns.get(id);
      signIns.delete(id);
      dropped?.forget();
    },
    stop() {
      for (const signIn of signIns.values()) signIn.forget();
    },
  };
}
