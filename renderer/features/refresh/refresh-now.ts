import type { Directory } from '../../state/context.ts';
import type { SignInProgress } from '../../state/sign-in-progress.svelte.ts';

/** Refreshes; where the password is wanted, that comes first, and main refreshes by itself then. */
export function refreshNow(
  { refresh }: Pick<Directory, 'refresh'>,
  signIn: Pick<SignInProgress, 'isPasswordWanted' | 'ask'>,
): void {
  if (signIn.isPasswordWanted) signIn.ask();
  else void refresh.start();
}
