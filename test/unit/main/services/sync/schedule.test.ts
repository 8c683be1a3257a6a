import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppError } from '../../../../../main/services/errors.ts';
import { createSchedule, type Schedule } from '../../../../../main/services/sync/schedule.ts';
import { createFakeAlfresco, type FakeAlfresco } from '../../../../support/fake-alfresco.ts';
import { createFakeClock, type FakeClock, settled } from '../../../../support/fake-clock.ts';
import { makePerson } from '../../../../support/people.ts';
import { createRefreshRig, type RefreshRig } from '../../../../support/refresh-rig.ts';

const minuteMs = 60_000;

interface SetUp extends RefreshRig {
  readonly fake: FakeAlfresco;
  readonly clock: FakeClock;
  readonly schedule: Schedule;
  /** What the user and the computer do; a test changes it. */
  readonly world: { visible: boolean; idleSeconds: number; networkUp: boolean; minutes: number };
}

function setUp(): SetUp {
  const fake = createFakeAlfresco(['ada', 'bob'].map((id) => makePerson({ id })));
  const clock = createFakeClock();
  const rig = createRefreshRig(fake.client, { clock, random: () => 0.999 });
  const world = { visible: true, idleSeconds: 0, networkUp: true, minutes: 15 };
  const schedule = createSchedule({
    ...rig,
    surroundings: {
      isWindowVisible: () => world.visible,
      idleSeconds: () => world.idleSeconds,
      isNetworkUp: () => world.networkUp,
    },
    refreshMinutes: () => world.minutes,
  });
  onTestFinished(() => schedule.stop());
  return { ...rig, fake, clock, schedule, world };
}

const away = (): never => {
  throw createAppError('network', 'Away.', { retryable: true });
};

describe('the schedule', () => {
  it('refreshes at the start and then every so many minutes', async () => {
    const { fake, clock, schedule } = setUp();
    schedule.start();
    await settled();
    expect(fake.requests).toHaveLength(1);
    await clock.advance(14 * minuteMs);
    expect(fake.requests).toHaveLength(1);
    await clock.advance(2 * minuteMs);
    expect(fake.requests).toHaveLength(2);
    await clock.advance(60 * minuteMs);
    expect(fake.requests).toHaveLength(6);
  });

  it('follows a change of the setting, and with 0 leaves it to the user', async () => {
    const { fake, clock, schedule, world } = setUp();
    schedule.start();
    world.minutes = 0;
    await clock.advance(600 * minuteMs);
    expect(fake.requests).toHaveLength(1);
    world.minutes = 5;
    await clock.advance(minuteMs);
    expect(fake.requests).toHaveLength(2);
  });

  it('sends nothing while the window is hidden and the user idle, whatever happens', async () => {
    const { fake, clock, schedule, world, connectivity } = setUp();
    schedule.start();
    await settled();
    world.visible = false;
    world.idleSeconds = 3600;
    await clock.advance(120 * minuteMs);
    connectivity.fail(createAppError('network', 'Away.').data);
    await clock.advance(120 * minuteMs);
    connectivity.succeed();
    schedule.wake();
    await clock.advance(120 * minuteMs);
    expect(fake.requests).toHaveLength(1);
    world.visible = true;
    await clock.advance(minuteMs);
    expect(fake.requests).toHaveLength(2);
  });

  it('goes on while the window is hidden and the user busy elsewhere', async () => {
    const { fake, clock, schedule, world } = setUp();
    schedule.start();
    world.visible = false;
    world.idleSeconds = 20;
    await clock.advance(16 * minuteMs);
    expect(fake.requests).toHaveLength(2);
  });

  it('finds out by itself when the server is back, and refreshes', async () => {
    const { fake, clock, schedule, refresh, connectivity } = setUp();
    fake.beforePage = away;
    schedule.start();
    await clock.advance(10 * minuteMs);
    expect(connectivity.state.status).toBe('offline');
    fake.beforePage = () => undefined;
    await clock.advance(2 * minuteMs);
    expect(connectivity.state.status).toBe('online');
    expect(refresh.state).toMatchObject({ phase: 'idle', fetched: 2, error: null });
  });

  it('refreshes where another request shows that the server is back', async () => {
    const { fake, clock, schedule, connectivity } = setUp();
    schedule.start();
    await settled();
    connectivity.fail(createAppError('network', 'Away.').data);
    connectivity.succeed();
    await clock.advance(0);
    expect(fake.requests).toHaveLength(2);
  });

  it('tries earlier where the system says that the network is back', async () => {
    const { fake, clock, schedule, world } = setUp();
    fake.beforePage = away;
    schedule.start();
    world.networkUp = false;
    await clock.advance(10 * minuteMs);
    const before = fake.requests.length;
    while (fake.requests.length === before) await clock.advance(1000);
    // The next try of its own is half a minute away at least.
    world.networkUp = true;
    await clock.advance(16_000);
    expect(fake.requests).toHaveLength(before + 2);
  });

  it('repeats nothing where the user has to sign in again', async () => {
    const { fake, clock, schedule } = setUp();
    fake.beforePage = () => {
      throw createAppError('unauthorized', 'Sign in again.');
    };
    schedule.start();
    await clock.advance(600 * minuteMs);
    expect(fake.requests).toHaveLength(1);
    fake.beforePage = () => undefined;
    schedule.start();
    await clock.advance(0);
    expect(fake.requests).toHaveLength(2);
  });

  it('waits for its turn after an error that is not the server’s', async () => {
    const { fake, clock, schedule, store } = setUp();
    Object.assign(store, {
      upsert: () => {
        throw createAppError('storage', 'The disk is full.', { retryable: true });
      },
    });
    schedule.start();
    await clock.advance(14 * minuteMs);
    expect(fake.requests).toHaveLength(1);
    await clock.advance(2 * minuteMs);
    expect(fake.requests).toHaveLength(2);
  });

  it('leaves a run alone that the user has cancelled, until the next one is due', async () => {
    const { fake, clock, schedule, refresh } = setUp();
    fake.beforePage = () => refresh.cancel();
    schedule.start();
    await clock.advance(14 * minuteMs);
    expect(fake.requests).toHaveLength(1);
  });

  it('refreshes when the computer wakes, and nothing after it was stopped', async () => {
    const { fake, clock, schedule } = setUp();
    schedule.start();
    await settled();
    schedule.wake();
    await settled();
    expect(fake.requests).toHaveLength(2);
    schedule.stop();
    schedule.wake();
    await clock.advance(60 * minuteMs);
    expect(fake.requests).toHaveLength(2);
  });
});
