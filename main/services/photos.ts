import { createHash } from 'node:crypto';
import type { Person } from '../../preload/model/person.ts';
import { createLimiter } from './limiter.ts';
import { LruMap } from './lru-map.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { PhotoCache } from './ports/photo-cache.ts';

/** The photos of one directory, addressed by what the renderer may know: a hash. */
export interface Photos {
  /** The `app://` address of a person's photo, or null where there is none. */
  urlOf(person: Pick<Person, 'id' | 'avatarId'>): string | null;
  /** Whether photos could not be read: their addresses have changed since, to be tried again. */
  hasFailures(): boolean;
  /** The PNG behind the hash of such an address; null where there is no such photo any more. */
  read(hash: string): Promise<Uint8Array | null>;
}

const rememberedAddresses = 5000;
/** Few: the disk has the others. */
const rememberedPhotos = 300;
const openRequests = 4;

/**
 * Creates the photos of one directory. Addresses change with `avatarId`, so a replaced photo is
 * never shown from a cache; pictures come lazily, from the disk or else from the server, there at
 * most four at once.
 */
export function createPhotos(options: {
  readonly client: AlfrescoClient;
  readonly cache: PhotoCache;
  /** Tells two directories apart that hold people of the same id. */
  readonly directoryKey: string;
}): Photos {
  const { client, cache, directoryKey } = options;
  const idByHash = new LruMap<string, string>(rememberedAddresses);
  const photos = new LruMap<string, Promise<Uint8Array | null>>(rememberedPhotos);
  /** How often a photo could not be had; a page does not ask twice for the same address. */
  const failures = new LruMap<string, number>(rememberedAddresses);
  const limit = createLimiter(openRequests);

  async function find(hash: string, id: string): Promise<Uint8Array | null> {
    const kept = await cache.read(hash);
    if (kept !== null) return kept;
    const answer = await limit(() => client.avatars.get(id, { placeholder: false }));
    if (answer.kind !== 'photo') return null;
    await cache.write(hash, answer.bytes);
    return answer.bytes;
  }

  return {
    urlOf(person) {
      if (person.avatarId === null) return null;
      const hash = createHash('sha256')
        .update(JSON.stringify([directoryKey, person.id, person.avatarId]))
        .digest('hex')
        .slice(0, 32);
      idByHash.set(hash, person.id);
      const address = `app://rollcall/avatar/${hash}?v=${encodeURIComponent(person.avatarId)}`;
      const failed = failures.get(hash);
      return failed === undefined ? address : `${address}&try=${failed + 1}`;
    },
    hasFailures: () => failures.size > 0,
    async read(hash) {
      const id = idByHash.get(hash);
      if (id === undefined) return null;
      const known = photos.get(hash);
      if (known !== undefined) return known;
      const photo = find(hash, id);
      photos.set(hash, photo);
      try {
        const bytes = await photo;
        failures.delete(hash);
        return bytes;
      } catch (error) {
        // The next look tries again.
        photos.delete(hash);
        failures.set(hash, (failures.get(hash) ?? 0) + 1);
        throw error;
      }
    },
  };
}
