import { describe, expect, it } from 'vitest';
import { createBackoff } from '../../../../../main/services/backoff.ts';
import { createAppError } from '../../../../../main/services/errors.ts';
import { createPatience } from '../../../../../main/services/sync/patience.ts';
import { appErrorOf } from '../../../../support/fake-alfresco.ts';
import { createFakeClock, type FakeClock } from '../../../../support/fake-clock.ts';

function setUp(): {
  clock: FakeClock;
  backoff: ReturnType<typeof createBackoff>;
  patience: ReturnType<typeof createPatience>;
  events: string[];
} {
  const clock = createFakeClock();
  const backoff = createBackoff(clock, () => 0.999);
  const events: string[] = [];
  const patience = createPatience({
    backoff,
    clock,
    onFailure: ({ code }) => events.push(code),
    onSuccess: () => events.push('success'),
  });
  return { clock, backoff, patience, events };
}

const { signal } = new AbortController();
const failure = (): Error => createAppError('network', 'Away.', { retryable: true });

describe('the patience of a run', () => {
  it('sends a request again, each time later, until it succeeds', async () => {
    const { clock, patience, events } = setUp();
    const sentAt: number[] = [];
    const answer = patience(
      () => {
        sentAt.push(Math.round(clock.elapsedMs() / 1000));
        return sentAt.length < 4 ? Promise.reject(failure()) : Promise.resolve('here');
      },
      { signal },
    );
    await clock.advance(60_000);
    expect(await answer).toBe('here');
    expect(sentAt).toEqual([0, 1, 3, 7]);
    expect(events).toEqual(['network', 'network', 'network', 'success']);
  });

  it('gives up after five failures in a row', async () => {
    const { clock, patience, backoff } = setUp();
    let sent = 0;
    const request = (): Promise<never> => {
      sent += 1;
      return Promise.reject(failure());
    };
    const answer = appErrorOf(patience(request, { signal }));
    await clock.advance(60_000);
    expect((await answer).code).toBe('network');
    expect(sent).toBe(5);
    expect(backoff.failures).toBe(5);
  });

  it('takes what breaks at the same time for one incident, and asks again one at a time', async () => {
    const { clock, patience, backoff } = setUp();
    let open = 0;
    let mostOpenAgain = 0;
    let isDown = true;
    const request = async (): Promise<number> => {
      open += 1;
      if (!isDown) mostOpenAgain = Math.max(mostOpenAgain, open);
      await clock.sleep(100, signal);
      open -= 1;
      if (isDown) throw failure();
      return open;
    };
    const answers = Promise.all([1, 2, 3, 4].map(() => patience(request, { signal })));
    await clock.advance(200);
    expect(backoff.failures).toBe(1);
    isDown = false;
    await clock.advance(10_000);
    await answers;
    expect(mostOpenAgain).toBe(1);
  });

  it('lets through what is not the server’s failure, what lasts, and what the caller answers', async () => {
    const { patience, backoff } = setUp();
    const codes = async (error: Error, isCallersOwn = () => false): Promise<string> =>
      (await appErrorOf(patience(() => Promise.reject(error), { signal, isCallersOwn }))).code;
    expect(await codes(createAppError('unauthorized', 'Sign in.'))).toBe('unauthorized');
    expect(await codes(createAppError('timeout', 'Slow.', { retryable: true }), () => true)).toBe(
      'timeout',
    );
    expect(backoff.failures).toBe(0);
    expect(await codes(createAppError('network', 'Redirected.'))).toBe('network');
    expect(backoff.failures).toBe(1);
  });

  it('waits no longer than its caller', async () => {
    const { patience } = setUp();
    const abort = new AbortController();
    const answer = appErrorOf(patience(() => Promise.reject(failure()), { signal: abort.signal }));
    abort.abort();
    expect((await answer).code).toBe('cancelled');
  });
});
