import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDirectoryCopies } from '../../../../main/store/directory-copies.ts';
import type {
  DirectoryCopies,
  DirectoryKey,
} from '../../../../main/services/ports/directory-caches.ts';
import { makeChange } from '../../../support/changes.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestEngine } from '../../../support/stores.ts';

const ada: DirectoryKey = { serverUrl: 'https://one.example/alfresco', userId: 'ada' };
const moved: DirectoryKey = { ...ada, serverUrl: 'https://new.example/alfresco' };

async function fill(copies: DirectoryCopies, key: DirectoryKey, id: string): Promise<void> {
  const { store, outboxStore } = await copies.open(key);
  await store.upsert([makePerson({ id })]);
  await store.close();
  outboxStore.close();
}

async function idsIn(copies: DirectoryCopies, key: DirectoryKey): Promise<readonly string[]> {
  const { store, outboxStore } = await copies.open(key);
  const ids = await store.ids();
  await store.close();
  outboxStore.close();
  return ids;
}

describe('the copies of directories', () => {
  it('move to another address, in place of what was there', async () => {
    const userDataFolder = makeTestFolder();
    const copies = openDirectoryCopies({
      userDataFolder,
      now: Date.now,
      openPeople: openTestEngine,
    });
    await fill(copies, ada, 'mine');
    await fill(copies, moved, 'older');
    await copies.move(ada, moved);
    expect(await idsIn(copies, moved)).toEqual(['mine']);
    expect(await idsIn(copies, ada)).toEqual([]);
    await copies.move(moved, moved);
    expect(await idsIn(copies, moved)).toEqual(['mine']);
  });

  it('have what waits with them, wherever they go', async () => {
    const userDataFolder = makeTestFolder();
    const copies = openDirectoryCopies({
      userDataFolder,
      now: Date.now,
      openPeople: openTestEngine,
    });
    expect(await copies.waitingIn(ada)).toEqual([]);
    const { store, outboxStore } = await copies.open(ada);
    outboxStore.write({ put: [makeChange({ id: 'waits' })] });
    await store.close();
    outboxStore.close();
    await copies.move(ada, moved);
    expect(await copies.waitingIn(ada)).toEqual([]);
    expect(await copies.waitingIn(moved)).toMatchObject([{ id: 'waits' }]);
    await copies.remove(moved);
    expect(await copies.waitingIn(moved)).toEqual([]);
  });

  it('go as a whole', async () => {
    const userDataFolder = makeTestFolder();
    const copies = openDirectoryCopies({
      userDataFolder,
      now: Date.now,
      openPeople: openTestEngine,
    });
    await fill(copies, ada, 'mine');
    expect(await copies.remove(ada)).toBe('removed');
    expect(await copies.remove(ada)).toBe('removed');
    expect(readdirSync(join(userDataFolder, 'directories'))).toEqual([]);
  });

  it('go at the next start where another program holds them, unless they are used again', async () => {
    const userDataFolder = makeTestFolder();
    const held = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' }));
    const root = join(userDataFolder, 'directories');
    const locked = openDirectoryCopies({
      userDataFolder,
      now: Date.now,
      openPeople: openTestEngine,
      removeFolder: held,
    });
    await fill(locked, ada, 'mine');
    await fill(locked, moved, 'others');
    expect(await locked.remove(ada)).toBe('at-next-start');
    expect(await locked.remove(moved)).toBe('at-next-start');
    expect(await idsIn(locked, moved)).toEqual(['others']);
    await locked.sweep();
    expect(readdirSync(root)).toHaveLength(3);

    const next = openDirectoryCopies({ userDataFolder, now: Date.now, openPeople: openTestEngine });
    await next.sweep();
    expect(readdirSync(root)).toHaveLength(1);
    expect(await idsIn(next, moved)).toEqual(['others']);
  });

  it('are no matter where there is no folder yet', async () => {
    const userDataFolder = makeTestFolder();
    const copies = openDirectoryCopies({
      userDataFolder,
      now: Date.now,
      openPeople: openTestEngine,
    });
    await copies.sweep();
    await copies.move(ada, moved);
    expect(await copies.remove(ada)).toBe('removed');
    expect(existsSync(join(userDataFolder, 'directories'))).toBe(false);
    await rm(userDataFolder, { recursive: true });
  });
});
