import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProfiles, type Profiles } from '../../../../main/services/profiles.ts';
import { openAppMemory } from '../../../../main/store/app-memory.ts';
import { profileColours } from '../../../../preload/model/server-profile.ts';
import { makeTestFolder } from '../../../support/folders.ts';

const facts = {
  displayName: 'Ada Lovelace',
  isAdmin: true,
  tellsCapabilities: true,
  isPlainHttp: false,
  repository: null,
  repositoryId: 'repository-1',
};

function add(profiles: Profiles, host: string, userId = 'ada'): string {
  const serverUrl = `https://${host}/alfresco`;
  return profiles.register({ kind: 'server', serverUrl, userId }, facts, host).id;
}

describe('the profiles', () => {
  it('survive a restart, in their order, with the one that was open', () => {
    const folder = makeTestFolder();
    const before = createProfiles(openAppMemory(folder));
    const ids = ['b.example', 'a.example', 'c.example'].map((host) => add(before, host));
    before.update({ id: ids[1] ?? '', name: 'Head office', colour: 'slate' });
    before.setOpen(ids[1] ?? '');
    const after = createProfiles(openAppMemory(folder));
    expect(after.list()).toEqual(before.list());
    expect(after.list().map(({ name }) => name)).toEqual(['b.example', 'Head office', 'c.example']);
    expect(after.openId).toBe(ids[1]);
  });

  it('are one for each user of each server, each in a colour of its own', () => {
    const profiles = createProfiles(openAppMemory(makeTestFolder()));
    const ids = Array.from(profileColours, (_, no) => add(profiles, `${no}.example`));
    expect(new Set(profiles.list().map(({ colour }) => colour)).size).toBe(profileColours.length);
    expect(add(profiles, '0.example')).toBe(ids[0]);
    expect(add(profiles, '0.example', 'bob')).not.toBe(ids[0]);
    expect(profiles.list()).toHaveLength(profileColours.length + 1);
  });

  it('are told of where they change, and only there', () => {
    const profiles = createProfiles(openAppMemory(makeTestFolder()));
    let told = 0;
    profiles.changed.subscribe(() => (told += 1));
    const id = add(profiles, 'one.example');
    profiles.note(id, { isAdmin: false, isInKeychain: true });
    add(profiles, 'one.example');
    expect(told).toBe(1);
    profiles.note(id, { refreshedAt: '2026-03-01T08:00:00.000Z' });
    expect(told).toBe(2);
    expect(JSON.stringify(profiles.list())).not.toMatch(/isInKeychain|repositoryId/);
  });

  it.each(['', '{', '[]', '{"profiles":[{}],"openId":null}', '\0\0\0\0'])(
    'begin anew where their file is damaged (%j), which is set aside',
    (text) => {
      const folder = makeTestFolder();
      const file = join(folder, 'profiles.json');
      writeFileSync(file, text);
      const profiles = createProfiles(openAppMemory(folder));
      expect(profiles.list()).toEqual([]);
      expect(readFileSync(`${file}.unusable`, 'utf8')).toBe(text);
      const id = add(profiles, 'one.example');
      expect(createProfiles(openAppMemory(folder)).list()).toHaveLength(1);
      // It may name who is to be forgotten.
      profiles.remove(id);
      expect(existsSync(`${file}.unusable`)).toBe(false);
    },
  );
});
