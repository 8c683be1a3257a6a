import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppError } from '../../../../main/services/errors.ts';
import type { AlfrescoClient, CallOptions } from '../../../../main/services/ports/alfresco.ts';
import { createSessions, type Sessions } from '../../../../main/services/sessions.ts';
import { openRefreshProgress } from '../../../../main/store/refresh-progress-file.ts';
import type { Session } from '../../../../preload/model/session.ts';
import { defaultSettings } from '../../../../preload/rules/settings.ts';
import { createFakeAlfresco } from '../../../support/fake-alfresco.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore, sizeOf } from '../../../support/stores.ts';

const baseUrl = 'https://ecm.example.com/alfresco';

const lastSession: Session = {
  kind: 'server',
  serverUrl: baseUrl,
  serverName: 'ecm.example.com',
  userId: 'ada',
  displayName: 'Ada Lovelace',
  isAdmin: false,
  isPlainHttp: false,
  repository: null,
  isRebuilt: false,
};

/** A client that lists people to those who have a ticket, and takes its time to refuse others. */
function createClient(ticket: () => string | null): AlfrescoClient {
  const { client } = createFakeAlfresco([makePerson({ id: 'ada' })]);
  const list = client.people.list.bind(client.people);
  Object.assign(client.tickets, {
    create: () => Promise.resolve({ ticket: 'TICKET_1', userId: 'ada' }),
  });
  Object.assign(client.discovery, {
    get: () => Promise.reject(createAppError('unsupported', 'Switched off.')),
  });
  Object.assign(client.people, {
    get: () => Promise.resolve(makePerson({ id: 'ada' })),
    list: async (query: object, options: CallOptions) => {
      if (ticket() !== null) return list(query, options);
      await new Promise((resolve) => options.signal?.addEventListener('abort', resolve));
      throw createAppError('unauthorized', 'Sign in again.');
    },
  });
  return client;
}

function setUp(): Sessions {
  const now = (): number => 0;
  const access = {
    find: () => Promise.resolve({ baseUrl, isPlainHttp: false }),
    connect: (_: string, ticket: () => string | null) => createClient(ticket),
  };
  const sessions = createSessions({
    servers: access,
    demo: { ...access, credentials: { userId: 'admin', password: 'admin' } },
    memory: {
      settings: () => defaultSettings,
      saveSettings: () => undefined,
      lastSession: () => lastSession,
      saveLastSession: () => undefined,
    },
    clipboard: { write: () => Promise.resolve() },
    automation: {
      clock: createFakeClock(),
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 15,
    },
    openCaches: () => {
      const folder = join(makeTestFolder(), 'x');
      const store = openTestStore({ file: join(folder, 'people.db'), now });
      const file = join(folder, 'refresh.progress');
      return Promise.resolve({
        store,
        kept: openRefreshProgress({ file, now, cachedIds: () => store.ids() }),
        photoCache: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
      });
    },
    now,
  });
  onTestFinished(() => sessions.close());
  return sessions;
}

describe('signing in to a directory that is open already', () => {
  it('starts over with the new ticket, whatever was under way with the old one', async () => {
    const sessions = setUp();
    await sessions.reopen();
    const { refresh, connectivity, store } = sessions.directory();
    expect(refresh.state.phase).toBe('running');
    await sessions.signIn({
      address: baseUrl,
      userId: 'ada',
      password: 'secret',
      acceptPlainHttp: false,
    });
    await refresh.settled();
    expect(sessions.directory().store).toBe(store);
    expect(refresh.state).toMatchObject({ phase: 'idle', error: null });
    expect(connectivity.state.status).toBe('online');
    expect(await sizeOf(store)).toBe(1);
  });
});
