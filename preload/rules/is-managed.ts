import type { Capabilities } from '../model/person.ts';

/**
 * Whether an account looks managed by a directory service. It says something to administrators
 * only: to an ordinary user, nobody else is mutable. `null` is a server that does not tell.
 */
export function isManaged(capabilities: Capabilities | null): boolean {
  return capabilities !== null && !capabilities.isMutable && !capabilities.isGuest;
}
