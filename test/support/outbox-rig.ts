import { join } from 'node:path';
import { createBackoff } from '../../main/services/backoff.ts';
import { createConnectivity, type Connectivity } from '../../main/services/connectivity.ts';
import { createAppError } from '../../main/services/errors.ts';
import { createChangeSecrets } from '../../main/services/outbox/change-secrets.ts';
import { createDrain, type Drain } from '../../main/services/outbox/drain.ts';
import { createLedger } from '../../main/services/outbox/ledger.ts';
import { createOutbox, type Outbox } from '../../main/services/outbox/outbox.ts';
import type { OutboxStore } from '../../main/services/ports/outbox-store.ts';
import type { PendingPeople, PendingPerson } from '../../main/services/ports/pending-people.ts';
import type { Secrets } from '../../main/services/ports/secrets.ts';
import { createSignal } from '../../main/services/signal.ts';
import { openOutboxStore } from '../../main/store/outbox/outbox-store.ts';
import type { Person } from '../../preload/model/person.ts';
import { withValues } from '../../preload/rules/person-fields.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakePeopleServer, type FakePeopleServer } from './fake-people-server.ts';
import { personWith } from './people.ts';

/** The outbox with all that it works with, and hands on the server. */
export interface OutboxRig {
  readonly outbox: Outbox;
  readonly drain: Drain;
  readonly store: OutboxStore;
  readonly server: FakePeopleServer;
  readonly connectivity: Connectivity;
  readonly clock: FakeClock;
  /** What the cache shows. */
  readonly shown: Map<string, Person>;
  readonly secrets: Map<string, string>;
  /** Lets everything be sent that can be, waiting as long as it takes. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** The cache's part in memory. */
export function createPendingPeople(shown: Map<string, Person>): PendingPeople {
  const key = (id: string): string => id.toLowerCase();
  function show({ id, values, person }: PendingPerson): void {
    if (person === null && values === null) shown.delete(key(id));
    else shown.set(key(id), withValues(person ?? personWith({ id }), values ?? {}));
  }
  return {
    get: (id) => Promise.resolve(shown.get(key(id)) ?? null),
    set(pending) {
      for (const one of pending) show(one);
      return Promise.resolve();
    },
  };
}

/** A keychain in memory. */
export function createSecretsInMemory(kept: Map<string, string>): Secrets {
  const key = (account: { serverUrl: string; userId: string }): string =>
    `${account.userId}@${account.serverUrl}`;
  return {
    get: (account) => Promise.resolve(kept.get(key(account)) ?? null),
    set(account, secret) {
      kept.set(key(account), secret);
      return Promise.resolve();
    },
    delete(account) {
      kept.delete(key(account));
      return Promise.resolve();
    },
    isWaiting: false,
    waiting: createSignal<boolean>(),
  };
}

/** Starts an outbox in a folder; started again there, it goes on with what it finds. */
export function createOutboxRig(options: {
  readonly folder: string;
  readonly people: readonly Person[];
  readonly server?: FakePeopleServer;
  readonly secrets?: Map<string, string>;
}): OutboxRig {
  const { folder, people, server = createFakePeopleServer(people) } = options;
  const kept = options.secrets ?? new Map<string, string>();
  const clock = createFakeClock();
  const now = (): number => Date.UTC(2026, 2, 1) + clock.elapsedMs();
  const shown = new Map(people.map((person) => [person.id.toLowerCase(), person]));
  const store = openOutboxStore({ file: join(folder, 'outbox.db'), now });
  const connectivity = createConnectivity(now);
  const backoff = createBackoff(clock, () => 0.5);
  const pendingPeople = createPendingPeople(shown);
  const ledger = createLedger({ store, people: pendingPeople, userId: 'admin', now });
  const secrets = createChangeSecrets({
    secrets: createSecretsInMemory(kept),
    serverUrl: 'https://ecm.example.com/alfresco',
    isOnline: () => connectivity.state.status === 'online',
  });
  const { client } = server;
  const drain = createDrain({ ledger, client, secrets, connectivity, backoff, clock, now });
  const outbox = createOutbox({
    store,
    ledger,
    drain,
    secrets,
    people: pendingPeople,
    backoff,
    now,
  });
  return {
    outbox,
    drain,
    store,
    server,
    connectivity,
    clock,
    shown,
    secrets: kept,
    async settle() {
      for (let turn = 0; turn < 50; turn += 1) await clock.advance(120_000);
    },
    async stop() {
      await drain.stop();
      store.close();
    },
  };
}

/** Answers that get lost, as the client tells of them. */
export const lost = createAppError('network', 'The connection was lost.', { retryable: true });
export const sessionEnded = createAppError('unauthorized', 'Sign in again.', {
  reason: 'session-expired',
  status: 401,
});
