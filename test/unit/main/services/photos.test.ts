import { describe, expect, it } from 'vitest';
import { createAppError } from '../../../../main/services/errors.ts';
import { createPhotos } from '../../../../main/services/photos.ts';
import type { AvatarAnswer } from '../../../../main/services/ports/alfresco.ts';
import type { PhotoCache } from '../../../../main/services/ports/photo-cache.ts';
import { appErrorOf, createFakeAlfresco } from '../../../support/fake-alfresco.ts';
import { makePerson } from '../../../support/people.ts';

function setUp(answer: (id: string) => Promise<AvatarAnswer>): {
  photos: ReturnType<typeof createPhotos>;
  /** The same photos after a restart: what was in memory is gone. */
  nextStart: () => ReturnType<typeof createPhotos>;
  asked: string[];
} {
  const asked: string[] = [];
  const { client } = createFakeAlfresco();
  Object.assign(client.avatars, {
    get: (id: string) => {
      asked.push(id);
      return answer(id);
    },
  });
  const kept = new Map<string, Uint8Array>();
  const cache: PhotoCache = {
    read: (hash) => Promise.resolve(kept.get(hash) ?? null),
    write: (hash, bytes) => Promise.resolve(void kept.set(hash, bytes)),
    close: () => Promise.resolve(),
  };
  const create = (): ReturnType<typeof createPhotos> =>
    createPhotos({ client, cache, directoryKey: 'server and user' });
  return { photos: create(), nextStart: create, asked };
}

const photo = (byte: number): AvatarAnswer => ({
  kind: 'photo',
  bytes: new Uint8Array([byte]),
  lastModified: null,
});

const hashOf = (url: string | null): string =>
  /avatar\/([0-9a-f]{32})\?/.exec(url ?? '')?.[1] ?? '';

describe('the photos of a directory', () => {
  it('have an address that says nothing of the person and changes with the photo', () => {
    const { photos } = setUp(() => Promise.resolve(photo(1)));
    const url = photos.urlOf(makePerson({ id: 'ada@example.com', avatarId: 'one' }));
    expect(url).toMatch(/^app:\/\/rollcall\/avatar\/[0-9a-f]{32}\?v=one$/);
    expect(url).not.toContain('ada');
    expect(photos.urlOf(makePerson({ id: 'ada@example.com', avatarId: 'two' }))).not.toBe(url);
    expect(photos.urlOf(makePerson({ id: 'bob', avatarId: 'one' }))).not.toBe(url);
    expect(photos.urlOf(makePerson({ id: 'ada@example.com' }))).toBeNull();
  });

  it('are asked for once, at most four at a time', async () => {
    let open = 0;
    let mostOpen = 0;
    const { photos, asked } = setUp(async (id) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return photo(Number(id));
    });
    const hashes = Array.from({ length: 20 }, (_, no) =>
      hashOf(photos.urlOf(makePerson({ id: String(no), avatarId: 'a' }))),
    );
    const read = await Promise.all([...hashes, ...hashes].map((hash) => photos.read(hash)));
    expect(read[7]).toEqual(new Uint8Array([7]));
    expect(asked).toHaveLength(20);
    expect(mostOpen).toBe(4);
  });

  it('come from the disk after a restart, also without a server', async () => {
    const { photos, nextStart, asked } = setUp(() => Promise.resolve(photo(3)));
    const person = makePerson({ id: 'a', avatarId: 'a' });
    await photos.read(hashOf(photos.urlOf(person)));
    const later = nextStart();
    expect(await later.read(hashOf(later.urlOf(person)))).toEqual(new Uint8Array([3]));
    expect(asked).toEqual(['a']);
    const replaced = makePerson({ id: 'a', avatarId: 'b' });
    await later.read(hashOf(later.urlOf(replaced)));
    expect(asked).toEqual(['a', 'a']);
  });

  it('are nobody’s for an address that was never given out', async () => {
    const { photos, asked } = setUp(() => Promise.resolve(photo(1)));
    expect(await photos.read('0'.repeat(32))).toBeNull();
    expect(asked).toEqual([]);
  });

  it('are tried again after a failure', async () => {
    let isDown = true;
    const { photos } = setUp(() =>
      isDown ? Promise.reject(createAppError('network', 'Away.')) : Promise.resolve(photo(5)),
    );
    const hash = hashOf(photos.urlOf(makePerson({ id: 'a', avatarId: 'a' })));
    expect((await appErrorOf(photos.read(hash))).code).toBe('network');
    // A page that was refused an address does not ask for it again.
    const person = makePerson({ id: 'a', avatarId: 'a' });
    expect(photos.hasFailures()).toBe(true);
    expect(photos.urlOf(person)).toMatch(/\?v=a&try=2$/);
    expect(hashOf(photos.urlOf(person))).toBe(hash);
    isDown = false;
    expect(await photos.read(hash)).toEqual(new Uint8Array([5]));
    expect(photos.hasFailures()).toBe(false);
    expect(photos.urlOf(person)).toMatch(/\?v=a$/);
  });
});
