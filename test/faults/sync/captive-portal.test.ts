import { describe, expect, it, onTestFinished } from 'vitest';
import { createAlfrescoClient } from '../../../main/api/client.ts';
import { createAppError } from '../../../main/services/errors.ts';
import { createSchedule } from '../../../main/services/sync/schedule.ts';
import { startDemoServer } from '../../support/demo-server.ts';
import { createFakeAlfresco } from '../../support/fake-alfresco.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makePerson } from '../../support/people.ts';
import { createRefreshRig, testTime } from '../../support/refresh-rig.ts';
import { sizeOf } from '../../support/stores.ts';

const hourMs = 60 * 60 * 1000;

describe('B23: something else answers in the server’s place, or nobody for hours', () => {
  it('takes the page of a portal and its redirect for being offline, and clears nothing', async () => {
    const portals = [
      { kind: 'html', status: 200, times: 5 },
      { kind: 'html', status: 503, times: 5 },
      { kind: 'redirect', location: 'https://portal.invalid/', times: 1 },
    ] as const;
    for (const portal of portals) {
      const server = await startDemoServer({
        faults: [{ ...portal, path: '/people/?$' }],
      });
      onTestFinished(() => server.close());
      let ticket: string | null = null;
      const { baseUrl } = server;
      const client = createAlfrescoClient({ baseUrl, fetch, authorization: () => ticket });
      ({ ticket } = await client.tickets.create({ userId: 'admin', password: 'admin' }));
      const { refresh, store, connectivity } = createRefreshRig(client);
      await store.upsert([makePerson({ id: 'cached' })]);

      await refresh.start();
      expect(refresh.state.phase).toBe('failed');
      expect(connectivity.state).toMatchObject({ status: 'offline' });
      expect(await store.ids()).toEqual(['cached']);

      await refresh.start();
      expect(refresh.state).toMatchObject({ phase: 'idle', error: null });
      expect(connectivity.state.status).toBe('online');
      expect(await store.get('cached')).toBeNull();
      expect(await sizeOf(store)).toBe(refresh.state.fetched);
    }
  });

  it('clears nothing in six hours behind a portal, and is up to date soon after', async () => {
    const fake = createFakeAlfresco(
      Array.from({ length: 500 }, (_, no) => makePerson({ id: `p${no}` })),
    );
    const clock = createFakeClock();
    let now = testTime;
    const rig = createRefreshRig(fake.client, { clock, now: () => now });
    const { refresh, store, connectivity } = rig;
    const schedule = createSchedule({
      ...rig,
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 15,
    });
    onTestFinished(() => schedule.stop());
    schedule.start();
    await clock.advance(1000);
    expect(await sizeOf(store)).toBe(500);

    const left = fake.people.shift();
    fake.beforePage = () => {
      throw createAppError('network', 'A portal.', { retryable: true, reason: 'bad-answer' });
    };
    schedule.wake();
    await clock.advance(6 * hourMs);
    now += 6 * hourMs;
    expect(await sizeOf(store)).toBe(500);
    expect(connectivity.state.status).toBe('offline');

    fake.beforePage = () => undefined;
    await clock.advance(60_000);
    expect(refresh.state).toMatchObject({ phase: 'idle', fetched: 499, error: null });
    expect(await store.get(left?.id ?? '')).toBeNull();
  });

  it('takes up a refresh that a night of sleep has interrupted', async () => {
    const fake = createFakeAlfresco(
      Array.from({ length: 3000 }, (_, no) =>
        makePerson({ id: `p${String(no).padStart(4, '0')}` }),
      ),
    );
    const clock = createFakeClock();
    let now = testTime;
    const rig = createRefreshRig(fake.client, { clock, now: () => now });
    const schedule = createSchedule({
      ...rig,
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 15,
    });
    onTestFinished(() => schedule.stop());
    let isAsleep = false;
    fake.beforePage = ({ skipCount = 0 }) => {
      isAsleep ||= skipCount > 1000;
      // What was under way when the lid was shut is lost; the clock of timers stood still.
      if (isAsleep)
        throw createAppError('network', 'Lost.', { retryable: true, reason: 'offline' });
    };
    schedule.start();
    await clock.advance(100);
    const cached = await sizeOf(rig.store);
    expect(cached).toBeGreaterThan(0);
    expect(cached).toBeLessThan(3000);

    now += 6 * hourMs;
    isAsleep = false;
    fake.beforePage = () => undefined;
    schedule.wake();
    await clock.advance(60_000);
    expect(rig.refresh.state).toMatchObject({ phase: 'idle', fetched: 3000 });
    expect(await sizeOf(rig.store)).toBe(3000);
  });
});
