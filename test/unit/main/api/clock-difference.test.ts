import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockAheadSeconds } from '../../../../main/api/clock-difference.ts';

const now = Date.UTC(2026, 7, 1);
const dayMs = 86_400_000;

it('never says more than is certain, and misses no more than the way there and back', () => {
  const exchange = fc.record({
    aheadMs: fc.integer({ min: -dayMs, max: dayMs }),
    wayThereMs: fc.integer({ min: 0, max: 20_000 }),
    wayBackMs: fc.integer({ min: 0, max: 20_000 }),
    sentAt: fc.integer({ min: now, max: now + 5000 }),
  });
  fc.assert(
    fc.property(exchange, ({ aheadMs, wayThereMs, wayBackMs, sentAt }) => {
      const answeredAt = sentAt + wayThereMs + aheadMs;
      const said = clockAheadSeconds({
        sentAt,
        receivedAt: sentAt + wayThereMs + wayBackMs,
        serverTime: Math.floor(answeredAt / 1000) * 1000,
      });
      if (said === null) throw new Error('The server has said its time');
      expect(Math.abs(said * 1000)).toBeLessThanOrEqual(Math.abs(aheadMs) + 500);
      expect(said === 0 || Math.sign(said) === Math.sign(aheadMs)).toBe(true);
      expect(Math.abs(aheadMs - said * 1000)).toBeLessThanOrEqual(wayThereMs + wayBackMs + 1500);
    }),
  );
});

it('says nothing where the server does not', () => {
  expect(clockAheadSeconds({ sentAt: now, receivedAt: now, serverTime: null })).toBeNull();
});
