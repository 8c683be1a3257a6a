import { AlfrescoApi, AlfrescoApiConfig, PeopleApi } from '@alfresco/js-api';
import { demoAdmin } from '../../main/demo/demo-accounts.ts';
import { z } from '../../preload/model/zod.ts';
import type { PageServer } from './page-server.ts';

/** Everybody fetched in some other way than ours. */
export type FetchLoop = (server: PageServer) => Promise<void>;

const pageSize = 1000;
const requestsAtOnce = 4;
const include = ['properties', 'aspectNames', 'capabilities'];

const paginationSchema = z.object({
  list: z.object({ pagination: z.object({ hasMoreItems: z.boolean(), totalItems: z.number() }) }),
});

/**
 * The floor: pages fetched four at a time and parsed, and nothing else. It keeps nobody, and it
 * would miss people while others come and go.
 */
export const rawFetch: FetchLoop = async ({ baseUrl }) => {
  const { userId, password } = demoAdmin;
  const authorization = `Basic ${Buffer.from(`${userId}:${password}`).toString('base64')}`;
  let next = 0;
  let total = Number.POSITIVE_INFINITY;

  async function work(): Promise<void> {
    while (next < total) {
      const skipCount = next;
      next += pageSize;
      const query = `skipCount=${skipCount}&maxItems=${pageSize}&orderBy=id&include=${include.join(',')}`;
      const url = `${baseUrl}/api/-default-/public/alfresco/versions/1/people?${query}`;
      const response = await fetch(url, { headers: { authorization } });
      const { pagination } = paginationSchema.parse(await response.json()).list;
      total = Math.min(total, pagination.totalItems);
    }
  }

  await Promise.all(Array.from({ length: requestsAtOnce }, work));
};

/** How Alfresco's own JavaScript client is used: page after page, here with large pages. */
export const jsApiLoop: FetchLoop = async ({ address }) => {
  const api = new AlfrescoApi(
    new AlfrescoApiConfig({ hostEcm: address, provider: 'ECM', authType: 'BASIC' }),
  );
  await api.login(demoAdmin.userId, demoAdmin.password);
  const people = new PeopleApi(api);
  for (let skipCount = 0; ; skipCount += pageSize) {
    const { list } = await people.listPeople({ skipCount, maxItems: pageSize, include });
    if (list?.pagination?.hasMoreItems !== true) return;
  }
};
