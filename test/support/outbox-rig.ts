import { join } from 'node:path';
import { createBackoff } from '../../main/services/backoff.ts';
import { createConnectivity, type Connectivity } from '../../main/services/connectivity.ts';
import { createAppError } from '../../main/services/errors.ts';
import { createChangeSecrets } from '../../main/services/outbox/change-secrets.ts';
import { createDrain, type Drain } from '../../main/services/outbox/drain.ts';
import { createLedger, type Ledger } from '../../main/services/outbox/ledger.ts';
import { createOutbox, type Outbox } from '../../main/services/outbox/outbox.ts';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import type { OutboxStore } from '../../main/services/ports/outbox-store.ts';
import type { Pictures } from '../../main/services/ports/pictures.ts';
import type { PendingPeople, PendingPerson } from '../../main/services/ports/pending-people.ts';
import type { Secrets } from '../../main/services/ports/secrets.ts';
import { createSignal } from '../../main/services/signal.ts';
import { openOutboxStore } from '../../main/store/outbox/outbox-store.ts';
import { openPictures } from '../../main/store/pictures.ts';
import type { Person } from '../../preload/model/person.ts';
import type { FieldValues } from '../../preload/model/person-fields.ts';
import { withValues } from '../../preload/rules/person-fields.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakePeopleServer, type FakePeopleServer } from './fake-people-server.ts';
import { personWith } from './people.ts';

/** The outbox with all that it works with, and hands on the server. */
export interface OutboxRig {
  readonly outbox: Outbox;
  readonly drain: Drain;
  readonly ledger: Ledger;
  readonly store: OutboxStore;
  readonly pictures: Pictures;
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

/** The cache's part in memory: rows as shown, over the people as the server was last seen. */
export interface PeopleInMemory extends PendingPeople {
  /** By id in lower case. */
  readonly shown: Map<string, Person>;
  /** What a refresh found: everybody, and nobody else. */
  refresh(people: Iterable<Person>): void;
  /** Its thread breaks and starts again: the rows are there, and what waits is not known. */
  restart(): void;
}

/** Creates the cache's part with people in it. */
export function createPeopleInMemory(people: Iterable<Person>): PeopleInMemory {
  const key = (id: string): string => id.toLowerCase();
  const known = new Map([...people].map((person) => [key(person.id), person]));
  const shown = new Map(known);
  const wanted = new Map<string, PendingPerson & { values: FieldValues }>();

  function show(id: string): void {
    const pending = wanted.get(key(id));
    const person = known.get(key(id));
    if (pending !== undefined) {
      shown.set(key(id), withValues(person ?? personWith({ id: pending.id }), pending.values));
    } else if (person === undefined) shown.delete(key(id));
    else shown.set(key(id), person);
  }

  return {
    shown,
    get: (id) => Promise.resolve(shown.get(key(id)) ?? null),
    seen: (id) =>
      Promise.resolve(wanted.has(key(id)) ? { person: known.get(key(id)) ?? null } : null),
    set(pending) {
      for (const { id, values, person } of pending) {
        if (person !== null) known.set(key(id), person);
        if (values === null) wanted.delete(key(id));
        else wanted.set(key(id), { id, values, person });
        show(id);
      }
      return Promise.resolve();
    },
    // Without an index there is nobody to count.
    setPhotoMarks: () => Promise.resolve(),
    restart() {
      wanted.clear();
      for (const [id, person] of shown) known.set(id, person);
    },
    refresh(found) {
      const before = [...known.keys()];
      known.clear();
      for (const person of found) known.set(key(person.id), person);
      for (const id of new Set([...before, ...known.keys(), ...wanted.keys()])) show(id);
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
  /** What the rig asks in place of the server's own client. */
  readonly client?: AlfrescoClient;
  readonly cache?: PeopleInMemory;
  readonly store?: OutboxStore;
  readonly pictures?: Pictures;
  /** How wrong the wall clock is. */
  readonly clockErrorMs?: () => number;
}): OutboxRig {
  const { folder, people, server = createFakePeopleServer(people) } = options;
  const { client = server.client, cache = createPeopleInMemory(people) } = options;
  const kept = options.secrets ?? new Map<string, string>();
  const clock = createFakeClock();
  const now = (): number =>
    Date.UTC(2026, 2, 1) + clock.elapsedMs() + (options.clockErrorMs?.() ?? 0);
  const store = options.store ?? openOutboxStore({ file: join(folder, 'outbox.db'), now });
  const connectivity = createConnectivity(now);
  const backoff = createBackoff(clock, () => 0.5);
  const ledger = createLedger({ store, people: cache, userId: 'admin', now });
  const secrets = createChangeSecrets({
    secrets: createSecretsInMemory(kept),
    isOnline: () => connectivity.state.status === 'online',
  });
  const pictures = options.pictures ?? openPictures({ folder: join(folder, 'pictures'), now });
  const photos = { pictures, ownOf: (personId: string) => store.ownPhotoOf(personId) };
  const drain = createDrain({ ledger, client, secrets, photos, connectivity, backoff, clock, now });
  const outbox = createOutbox({
    store,
    ledger,
    drain,
    secrets,
    people: cache,
    backoff,
    now,
  });
  return {
    outbox,
    drain,
    store,
    pictures,
    server,
    connectivity,
    clock,
    shown: cache.shown,
    ledger,
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
