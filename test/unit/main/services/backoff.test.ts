import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBackoff } from '../../../../main/services/backoff.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const chance = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('the backoff', () => {
  it('waits half a step at least and a step at most, doubled up to a minute', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 40 }), (random, failures) => {
        const backoff = createBackoff(createFakeClock(), () => random);
        for (let failure = 0; failure < failures; failure += 1) backoff.fail(null);
        const stepMs = Math.min(60_000, 1000 * 2 ** (failures - 1));
        expect(backoff.remainingMs()).toBeGreaterThanOrEqual(stepMs / 2);
        expect(backoff.remainingMs()).toBeLessThanOrEqual(stepMs);
      }),
    );
  });

  it('never comes back before the time that the server asked for', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 0, max: 7200 }), (random, seconds) => {
        const backoff = createBackoff(createFakeClock(), () => random);
        backoff.fail(seconds);
        expect(backoff.remainingMs()).toBeGreaterThanOrEqual(seconds * 1000);
      }),
    );
  });

  it('runs out by the clock that passes, and starts anew after a success', async () => {
    const clock = createFakeClock();
    const backoff = createBackoff(clock, () => 0);
    backoff.fail(null);
    backoff.fail(null);
    expect(backoff).toMatchObject({ failures: 2 });
    expect(backoff.remainingMs()).toBe(1000);
    await clock.advance(600);
    expect(backoff.remainingMs()).toBe(400);
    await clock.advance(600);
    expect(backoff.remainingMs()).toBe(0);
    backoff.succeed();
    backoff.fail(null);
    expect(backoff.remainingMs()).toBe(500);
  });
});
