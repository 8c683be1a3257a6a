import { z } from '../../preload/model/zod.ts';
import type { AlfrescoClient, DiscoveredRepository } from '../services/ports/alfresco.ts';
import { entryLimitBytes, entryOf, readJson } from './json-answer.ts';
import type { Transport } from './transport.ts';

const part = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);

const flag = z.boolean().optional().catch(undefined);

const discoverySchema = entryOf(
  z.object({
    repository: z.object({
      id: z.string().min(1).nullable().catch(null),
      edition: z.string().catch(''),
      version: z.object({ major: part, minor: part, patch: part, display: part }).catch({}),
      status: z.object({ isReadOnly: flag, isThumbnailGenerationEnabled: flag }).catch({}),
    }),
  }),
);

type WireRepository = z.output<typeof discoverySchema>['entry']['repository'];

/**
 * Discovery: `/api/discovery`. `get` answers id, edition, version and the two switches that
 * matter.
 * It needs a sign-in; `unsupported` where the administrator has switched it off.
 */
export function createDiscovery(transport: Transport): AlfrescoClient['discovery'] {
  return {
    async get(options) {
      const answer = await transport.send(
        {
          method: 'GET',
          root: 'discovery',
          segments: [],
          isAuthenticated: true,
          expected: [200],
          limitBytes: entryLimitBytes,
        },
        options,
      );
      return toRepository(readJson(answer, discoverySchema).entry.repository);
    },
  };
}

function toRepository({ id, edition, version, status }: WireRepository): DiscoveredRepository {
  const { major, minor, patch, display } = version;
  const numbers = [major, minor, patch].filter((number) => number !== undefined).join('.');
  return {
    id,
    edition,
    version: numbers === '' ? (display?.split(' ')[0] ?? '') : numbers,
    // Unsaid, everything is allowed: the server still refuses what it must.
    isReadOnly: status.isReadOnly ?? false,
    isThumbnailGenerationEnabled: status.isThumbnailGenerationEnabled ?? true,
  };
}
