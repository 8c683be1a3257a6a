import { describe, expect, it, onTestFinished } from 'vitest';
import { createAlfrescoClient } from '../../../main/api/client.ts';
import { createAppError } from '../../../main/services/errors.ts';
import type { ListPeopleQuery } from '../../../main/services/ports/alfresco.ts';
import type { AppError } from '../../../preload/model/app-error.ts';
import { startDemoServer } from '../../support/demo-server.ts';
import { createFakeAlfresco } from '../../support/fake-alfresco.ts';
import { makePageAnswer, readWholePage } from '../../support/page-answers.ts';
import { makePerson } from '../../support/people.ts';
import { createRefreshRig } from '../../support/refresh-rig.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { sizeOf } from '../../support/stores.ts';

const retryable = { retryable: true } as const;
const failures: readonly (() => AppError)[] = [
  () => createAppError('network', 'Lost.', retryable),
  () => createAppError('timeout', 'Slow.', retryable),
  () => createAppError('server', 'Broken.', { ...retryable, status: 500 }),
  () => createAppError('server', 'Busy.', { ...retryable, reason: 'unavailable' }),
  () => createAppError('network', 'A page of HTML.', { ...retryable, reason: 'bad-answer' }),
  () => createAppError('forbidden', 'Not now.', { status: 403 }),
];

describe('B16: nobody is removed without a 404 of their own', () => {
  it('removes nobody wrongly in 1,000 runs with 30 % of the requests failing', async () => {
    const random = createSeededRandom(16);
    const fake = createFakeAlfresco(
      Array.from({ length: 60 }, (_, no) => makePerson({ id: `p${String(no).padStart(2, '0')}` })),
    );
    const everybody = [...fake.people];
    const list = fake.client.people.list.bind(fake.client.people);
    const get = fake.client.people.get.bind(fake.client.people);
    const mayFail = (): void => {
      const failure = failures[Math.floor(random() * failures.length)];
      if (random() < 0.3 && failure !== undefined) throw failure();
    };
    Object.assign(fake.client.people, {
      list: async (query: ListPeopleQuery) => {
        mayFail();
        const { people, ...paging } = readWholePage(
          await list({ ...query, maxItems: Math.min(query.maxItems ?? 25, 25) }),
        );
        // Rows that vanish from a page while the server builds it (F10).
        const left = people.filter(() => random() > 0.01);
        return makePageAnswer(left, paging, query);
      },
      get: async (id: string) => {
        mayFail();
        return get(id);
      },
    });
    const { refresh, store } = createRefreshRig(fake.client, { random });
    const cached = new Set<string>();
    let completed = 0;
    for (let run = 0; run < 1000; run += 1) {
      fake.people = everybody.filter(() => random() > 0.02);
      await refresh.start();
      if (refresh.state.phase === 'idle') completed += 1;
      const there = fake.people.map(({ id }) => id);
      // Who was cached and is at the server is still cached; who is new may have been missed.
      const left = new Set(await store.ids());
      expect(there.filter((id) => cached.has(id) && !left.has(id))).toEqual([]);
      cached.clear();
      for (const id of left) cached.add(id);
    }
    expect(completed).toBeGreaterThan(300);
  });

  it('keeps everybody through broken answers of a real server', async () => {
    const kinds = [
      { kind: 'error', status: 503, retryAfterSeconds: 1 },
      { kind: 'error', status: 500 },
      { kind: 'html', status: 200 },
      { kind: 'truncated' },
      { kind: 'drop' },
    ] as const;
    const server = await startDemoServer({
      fixture: 'demo',
      people: 400,
      // Together 30 %, as each is drawn for by itself.
      faults: kinds.map((fault) => ({ ...fault, path: '/people', probability: 0.07 })),
    });
    onTestFinished(() => server.close());
    let ticket: string | null = null;
    const client = createAlfrescoClient({
      baseUrl: server.baseUrl,
      fetch,
      authorization: () => ticket,
    });
    ({ ticket } = await client.tickets.create({ userId: 'admin', password: 'admin' }));
    const { refresh, store } = createRefreshRig(client, { random: createSeededRandom(7) });
    let cached = 0;
    for (let run = 0; run < 40; run += 1) {
      await refresh.start();
      expect(await sizeOf(store)).toBeGreaterThanOrEqual(cached);
      cached = await sizeOf(store);
    }
    expect(cached).toBe(400);
  });
});
