import type { Directory } from '../../state/context.ts';
import type { SessionState } from '../../state/session.svelte.ts';

/** Refreshes; where the server wants a new sign-in, that comes first, and refreshes by itself. */
export function refreshNow(
  { connection, refresh }: Pick<Directory, 'connection' | 'refresh'>,
  session: SessionState,
): void {
  if (connection.status === 'signed-out') void session.renew();
  else void refresh.start();
}
