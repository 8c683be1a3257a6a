import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackoff } from '../../../main/services/backoff.ts';
import { createConnectivity } from '../../../main/services/connectivity.ts';
import { createAppError } from '../../../main/services/errors.ts';
import { createMoments } from '../../../main/services/moments.ts';
import { createRefresh } from '../../../main/services/sync/refresh.ts';
import { createSchedule } from '../../../main/services/sync/schedule.ts';
import { createFakeAlfresco } from '../../support/fake-alfresco.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makePerson } from '../../support/people.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const minuteMs = 60_000;

/** An office full of clients of one server that does not serve them. */
class Office {
  readonly clock: FakeClock = createFakeClock();
  /** When the requests of each client arrived. */
  readonly arrivals: number[][] = [];

  constructor(options: { clients: number; retryAfterSeconds?: number }) {
    const random = createSeededRandom(12);
    const { retryAfterSeconds } = options;
    const busy = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    const { clock } = this;
    for (let no = 0; no < options.clients; no += 1) {
      const arrivals: number[] = [];
      this.arrivals.push(arrivals);
      const { client, ...fake } = createFakeAlfresco([makePerson({ id: 'ada' })]);
      Object.assign(client.people, {
        list: () => {
          arrivals.push(clock.elapsedMs());
          const more = { retryable: true, reason: 'unavailable', ...busy } as const;
          return Promise.reject(createAppError('server', 'Down.', more));
        },
      });
      expect(fake.requests).toEqual([]);
      const connectivity = createConnectivity(() => 0);
      const backoff = createBackoff(clock, random);
      const store = createMemoryStore();
      const kept = {
        interrupted: () => Promise.resolve(null),
        begin: () => Promise.resolve(),
        add: () => Promise.resolve(),
        clear: () => Promise.resolve(),
      };
      const now = (): number => 0;
      const shared = { connectivity, backoff, clock };
      const refresh = createRefresh({
        client,
        store,
        kept,
        now,
        moments: createMoments(),
        ...shared,
      });
      const schedule = createSchedule({
        refresh,
        connectivity,
        backoff,
        clock,
        surroundings: {
          isWindowVisible: () => true,
          idleSeconds: () => 0,
          isNetworkUp: () => true,
        },
        refreshMinutes: () => 5,
      });
      onTestFinished(() => schedule.stop());
      schedule.start();
    }
  }

  /** How many requests arrived in each second of a span. */
  bySecond(fromMs: number, untilMs: number): number[] {
    const buckets = Array.from({ length: (untilMs - fromMs) / 1000 }, () => 0);
    for (const at of this.arrivals.flat()) {
      const second = Math.floor((at - fromMs) / 1000);
      if (second >= 0 && second < buckets.length) buckets[second] = (buckets[second] ?? 0) + 1;
    }
    return buckets;
  }
}

const sum = (counts: readonly number[]): number =>
  counts.reduce((total, count) => total + count, 0);
const mean = (counts: readonly number[]): number => sum(counts) / counts.length;

describe('B12: a server that is down', () => {
  it('sees its clients spread out, although they all met the outage in the same moment', async () => {
    const office = new Office({ clients: 1000 });
    await office.clock.advance(15 * minuteMs);
    const counts = office.bySecond(9 * minuteMs, 15 * minuteMs);
    expect(mean(counts)).toBeGreaterThan(15);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * mean(counts));
  });

  it('sees two requests a minute of each client at most, once the first try is over', async () => {
    const office = new Office({ clients: 20 });
    await office.clock.advance(60 * minuteMs);
    for (const arrivals of office.arrivals) {
      expect(arrivals.length).toBeLessThanOrEqual(2 * 60);
      const later = arrivals.filter((at) => at >= 2 * minuteMs);
      for (const at of later) {
        const inMinute = later.filter((other) => other >= at && other < at + minuteMs);
        expect(inMinute.length).toBeLessThanOrEqual(2);
      }
    }
  });

  it('is left alone for as long as it asked, and then not stormed', async () => {
    const office = new Office({ clients: 1000, retryAfterSeconds: 120 });
    await office.clock.advance(3 * minuteMs);
    expect(office.arrivals.flat().filter((at) => at > 0 && at < 120_000)).toEqual([]);
    const wave = office.bySecond(120_000, 180_000);
    expect(sum(wave)).toBe(1000);
    expect(Math.max(...wave)).toBeLessThanOrEqual(2 * mean(wave));
  });
});
