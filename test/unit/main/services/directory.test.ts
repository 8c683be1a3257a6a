import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDirectory, type Directory } from '../../../../main/services/directory.ts';
import { createAppError } from '../../../../main/services/errors.ts';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { openPictures } from '../../../../main/store/pictures.ts';
import { openRefreshProgress } from '../../../../main/store/refresh-progress-file.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import {
  appErrorOf,
  createFakeAlfresco,
  type FakeAlfresco,
} from '../../../support/fake-alfresco.ts';
import { createFakeClock, type FakeClock, settled } from '../../../support/fake-clock.ts';
import { createFakeSecrets } from '../../../support/fake-secrets.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore } from '../../../support/stores.ts';

function setUp(isViewerAdmin = true): {
  fake: FakeAlfresco;
  clock: FakeClock;
  directory: Directory;
} {
  const fake = createFakeAlfresco([makePerson({ id: 'ada', avatarId: 'one' })]);
  const clock = createFakeClock();
  const folder = makeTestFolder();
  const now = (): number => 0;
  const store = openTestStore({ file: join(folder, 'x', 'people.db'), now });
  const directory = createDirectory({
    client: fake.client,
    store,
    kept: openRefreshProgress({
      file: join(folder, 'x', 'refresh.progress'),
      now,
      cachedIds: () => store.ids(),
    }),
    photoCache: {
      read: () => Promise.resolve(null),
      write: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    pictures: openPictures({ folder: join(folder, 'x', 'pictures'), now }),
    outboxStore: openOutboxStore({ file: join(folder, 'x', 'outbox.db'), now }),
    secrets: createFakeSecrets(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
    automation: {
      clock,
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 15,
    },
    now,
    isViewerAdmin: () => isViewerAdmin,
    userId: 'admin',
    key: 'server and user',
  });
  onTestFinished(() => directory.close());
  return { fake, clock, directory };
}

describe('a directory', () => {
  it('answers a person from the cache at once, and brings them up to date behind that', async () => {
    const { fake, directory } = setUp();
    await directory.store.upsert(fake.people);
    fake.people[0] = makePerson({ id: 'ada', jobTitle: 'Countess' });
    let changes = 0;
    directory.refresh.changed.subscribe(() => (changes += 1));
    expect((await directory.person('ada'))?.person.jobTitle).toBeNull();
    await settled();
    expect(changes).toBe(1);
    expect((await directory.person('ada'))?.person.jobTitle).toBe('Countess');
    expect(await directory.person('nobody')).toBeNull();
    expect(fake.requests).toEqual(['get ada']);
  });

  it('tells the cache anew what waits, where that has been lost', async () => {
    const { directory } = setUp();
    const { store, editing } = directory;
    const ada = makePerson({ id: 'ada' });
    await store.upsert([ada]);
    const edit = { personId: 'ada', base: { jobTitle: null }, mine: { jobTitle: 'Poet' } };
    await editing.outbox.save(edit);
    // It cannot be sent: the fake takes no changes.
    await settled();
    await store.setPending([{ id: 'ada', values: null, person: ada }], {
      askedAt: 1,
      answeredAt: 1,
    });
    const titles = async (): Promise<unknown> => {
      const { rows } = await directory.window({ ...everybody, offset: 0, limit: 50 });
      return rows.map(({ jobTitle, changeState }) => [jobTitle, changeState]);
    };
    expect(await titles()).toEqual([[null, 'waiting']]);
    store.pendingLost.emit(null);
    await settled();
    expect(await titles()).toEqual([['Poet', 'waiting']]);
  });

  it('calls accounts managed for administrators only: others may change nobody', async () => {
    const ada = makePerson({
      id: 'ada',
      capabilities: { isAdmin: false, isGuest: false, isMutable: false },
    });
    for (const isViewerAdmin of [true, false]) {
      const { directory } = setUp(isViewerAdmin);
      await directory.store.upsert([ada]);
      const { rows } = await directory.window({ ...everybody, offset: 0, limit: 10 });
      expect(rows.map((row) => row.isManaged)).toEqual([isViewerAdmin]);
    }
  });

  it('asks for no photos while the server is away', async () => {
    const { fake, directory } = setUp();
    let asked = 0;
    Object.assign(fake.client.avatars, {
      get: () => {
        asked += 1;
        return Promise.resolve({ kind: 'none' });
      },
    });
    const hash = /avatar\/([0-9a-f]+)/.exec(
      directory.photos.urlOf(makePerson({ id: 'ada', avatarId: 'one' })) ?? '',
    )?.[1];
    directory.connectivity.fail(createAppError('network', 'Away.').data);
    expect((await appErrorOf(directory.photos.read(hash ?? ''))).code).toBe('network');
    expect(asked).toBe(0);
    directory.connectivity.succeed();
    await directory.photos.read(hash ?? '');
    expect(asked).toBe(1);
  });

  it('sends nothing once it is closed', async () => {
    const { fake, clock, directory } = setUp();
    directory.schedule.start();
    await settled();
    await directory.close();
    const before = fake.requests.length;
    await clock.advance(24 * 60 * 60 * 1000);
    expect(fake.requests).toHaveLength(before);
  });
});
