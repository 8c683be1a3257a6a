import { describe, expect, it } from 'vitest';
import { createConnectivity } from '../../../../main/services/connectivity.ts';
import { createAppError } from '../../../../main/services/errors.ts';
import type { ErrorCode } from '../../../../preload/model/app-error.ts';

function setUp(): { connectivity: ReturnType<typeof createConnectivity>; statuses: string[] } {
  let now = Date.UTC(2026, 0, 1);
  const connectivity = createConnectivity(() => (now += 1000));
  const statuses: string[] = [];
  connectivity.changed.subscribe(({ status }) => statuses.push(status));
  return { connectivity, statuses };
}

const errorOf = (code: ErrorCode, reason: 'unavailable' | 'bad-answer' | null = null) =>
  createAppError(code, 'It failed.', { reason }).data;

describe('the connection', () => {
  it('is offline by failures of the network, time limits, portals and busy servers', () => {
    for (const error of [
      errorOf('network'),
      errorOf('network', 'bad-answer'),
      errorOf('timeout'),
      errorOf('server', 'unavailable'),
    ]) {
      const { connectivity } = setUp();
      connectivity.fail(error, Date.UTC(2026, 0, 2));
      expect(connectivity.state).toMatchObject({
        status: 'offline',
        reason: error,
        nextTryAt: '2026-01-02T00:00:00.000Z',
      });
    }
  });

  it('is no worse for errors that say nothing of it', () => {
    const { connectivity, statuses } = setUp();
    for (const code of ['not-found', 'forbidden', 'server', 'storage', 'cancelled'] as const) {
      connectivity.fail(errorOf(code));
    }
    expect(statuses).toEqual([]);
    expect(connectivity.state.status).toBe('online');
  });

  it('says since when, through all failures of one outage', () => {
    const { connectivity, statuses } = setUp();
    connectivity.fail(errorOf('network'));
    const { since } = connectivity.state;
    connectivity.fail(errorOf('timeout'));
    expect(connectivity.state).toMatchObject({ since, reason: { code: 'timeout' } });
    connectivity.succeed();
    connectivity.succeed();
    expect(connectivity.state).toMatchObject({ status: 'online', reason: null, nextTryAt: null });
    expect(connectivity.state.since > since).toBe(true);
    expect(statuses).toEqual(['offline', 'offline', 'online']);
  });

  it('is signed out where the server wants a new sign-in', () => {
    const { connectivity } = setUp();
    connectivity.fail(errorOf('unauthorized'), 0);
    expect(connectivity.state).toMatchObject({ status: 'signed-out', nextTryAt: null });
  });
});
