import type { AlfrescoClient } from '../services/ports/alfresco.ts';
import { createAvatars } from './avatars.ts';
import { createDiscovery } from './discovery.ts';
import { createPasswordReset } from './password-reset.ts';
import { createPeople } from './people.ts';
import { createPreferences } from './preferences.ts';
import { createTickets } from './tickets.ts';
import { createTransport, type TransportOptions } from './transport.ts';

/**
 * Creates the client of one Alfresco server (5.2 to 26.x), pinned to its base address: no request
 * goes anywhere else. Every call rejects with `AppError` only, and with no secret in it. Nothing
 * is retried here. The time limit (30 s unless `timeoutMs` says otherwise, here or with the call)
 * covers the whole exchange, body included. Throws a TypeError for an unusable base address.
 */
export function createAlfrescoClient(options: TransportOptions): AlfrescoClient {
  const transport = createTransport(options);
  return {
    baseUrl: transport.baseUrl,
    tickets: createTickets(transport),
    discovery: createDiscovery(transport),
    people: createPeople(transport),
    avatars: createAvatars(transport),
    preferences: createPreferences(transport),
    passwordReset: createPasswordReset(transport),
  };
}
