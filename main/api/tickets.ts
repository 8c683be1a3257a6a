import { z } from '../../preload/model/zod.ts';
import type { AlfrescoClient } from '../services/ports/alfresco.ts';
import { entryLimitBytes, entryOf, readJson } from './json-answer.ts';
import type { ApiRequest, Transport } from './transport.ts';

const createdSchema = entryOf(z.object({ id: z.string().min(1), userId: z.string().min(1) }));
const currentSchema = entryOf(z.object({ id: z.string().min(1) }));

/**
 * Tickets: `/tickets` and `/tickets/-me-` of the authentication API.
 *
 * - `create`: signs in with a password and answers the ticket with the user id *as typed*; the
 *   canonical one is `people.get('-me-')`. `unauthorized`/`bad-credentials` for a wrong password
 *   and for an unknown or disabled user alike; after ten failures in a row the server refuses even
 *   the right password until nobody has tried for 6 s. `unsupported` where SAML is enforced.
 * - `get`: the ticket in use. `not-found` or `unauthorized` once it is gone.
 * - `delete`: ends the ticket, for all of the person's clients: there is one per person.
 */
export function createTickets(transport: Transport): AlfrescoClient['tickets'] {
  return {
    async create({ userId, password }, options) {
      const json = { userId, password };
      const answer = await transport.send({ ...signIn, json, secrets: [password] }, options);
      const { entry } = readJson(answer, createdSchema);
      return { ticket: entry.id, userId: entry.userId };
    },
    async get(options) {
      return readJson(await transport.send(current, options), currentSchema).entry.id;
    },
    async delete(options) {
      await transport.send({ ...current, method: 'DELETE', expected: [204] }, options);
    },
  };
}

const signIn: ApiRequest = {
  method: 'POST',
  root: 'authentication',
  segments: ['tickets'],
  isAuthenticated: false,
  expected: [200, 201],
  limitBytes: entryLimitBytes,
  meanings: {
    400: { message: 'Type both a user name and a password.' },
    401: {
      code: 'unauthorized',
      reason: null,
      message:
        '{host} wants another kind of sign-in before it lets Rollcall through. Ask its administrator for an address without single sign-on.',
    },
    403: {
      code: 'unauthorized',
      reason: 'bad-credentials',
      message:
        'The user name or the password is wrong, or the account is disabled. Check them and try again; after many wrong tries, wait ten seconds first.',
    },
    501: {
      code: 'unsupported',
      message:
        'This server takes no passwords, only single sign-on (SAML), which Rollcall does not speak yet. Ask your administrator.',
    },
  },
};

const current: ApiRequest = {
  method: 'GET',
  root: 'authentication',
  segments: ['tickets', '-me-'],
  isAuthenticated: true,
  expected: [200],
  limitBytes: entryLimitBytes,
};
