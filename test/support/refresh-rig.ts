import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createBackoff, type Backoff } from '../../main/services/backoff.ts';
import type { Clock } from '../../main/services/clock.ts';
import { type Connectivity, createConnectivity } from '../../main/services/connectivity.ts';
import { createMoments, type Moment } from '../../main/services/moments.ts';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import type { DirectoryStore } from '../../main/services/ports/directory-store.ts';
import { createRefresh, type Refresh } from '../../main/services/sync/refresh.ts';
import { openRefreshProgress } from '../../main/store/refresh-progress-file.ts';
import { createHastyClock } from './fake-clock.ts';
import { makeTestFolder } from './folders.ts';
import { openTestStore } from './stores.ts';

/** When the tests take place. */
export const testTime = Date.UTC(2026, 0, 1);

/** A refresh with everything that it works with. */
export interface RefreshRig {
  readonly folder: string;
  /** Rows that the cache has written, added or removed since it was opened. */
  readonly rowChanges: () => number;
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly moments: () => Moment;
  readonly refresh: Refresh;
}

/** Sets up a refresh over a real cache; a second one in the same folder stands for a restart. */
export function createRefreshRig(
  client: AlfrescoClient,
  options: {
    readonly folder?: string;
    readonly clock?: Clock;
    readonly random?: () => number;
    readonly now?: () => number;
  } = {},
): RefreshRig {
  const { folder = makeTestFolder(), clock = createHastyClock(), now = () => testTime } = options;
  let rowChanges = (): number => 0;
  const store = openTestStore({
    file: join(folder, 'x', 'people.db'),
    now,
    // Nothing but promises: a clock that is moved by hand knows when all is done.
    pause: () => Promise.resolve(),
    onOpened(database) {
      const changes = database.prepare('SELECT total_changes() AS count');
      rowChanges = () => (changes.get() as { count: number }).count;
    },
  });
  onTestFinished(() => store.close());
  const kept = openRefreshProgress({
    file: join(folder, 'x', 'refresh.progress'),
    now,
    cachedIds: () => store.ids(),
  });
  const connectivity = createConnectivity(now);
  const backoff = createBackoff(clock, options.random);
  const shared = { store, connectivity, backoff, clock, moments: createMoments() };
  const refresh = createRefresh({ client, kept, now, ...shared });
  return { folder, rowChanges, ...shared, refresh };
}
