import { z } from '../../preload/model/zod.ts';
import type { AlfrescoClient } from '../services/ports/alfresco.ts';
import { readErrorBody } from './error-body.ts';
import { badShape, entryLimitBytes, readJson } from './json-answer.ts';
import type { Transport } from './transport.ts';

/** Nothing of what somebody prefers is looked at. */
const pageSchema = z.object({ list: z.object({ pagination: z.object({ count: z.number() }) }) });

/**
 * Preferences: `/people/{id}/preferences` of the core API. `canRead` tells whether the server shows
 * somebody's preferences to the caller, which it does to administrators and to the person alone; it
 * answers a page of one at most. `not-found` for an unknown person.
 */
export function createPreferences(transport: Transport): AlfrescoClient['preferences'] {
  return {
    async canRead(personId, options) {
      const answer = await transport.send(
        {
          method: 'GET',
          root: 'core',
          segments: ['people', personId, 'preferences'],
          query: { maxItems: '1' },
          isAuthenticated: true,
          expected: [200, 403],
          limitBytes: entryLimitBytes,
        },
        options,
      );
      if (answer.status === 403) {
        // A page of a proxy says nothing of anybody's rights.
        if (readErrorBody(answer.bytes) === null) throw badShape(answer, 'A 403 of others');
        return false;
      }
      readJson(answer, pageSchema);
      return true;
    },
  };
}
