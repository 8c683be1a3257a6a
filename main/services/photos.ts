import { createHash } from 'node:crypto';
import type { Person } from '../../preload/model/person.ts';
import { createLimiter } from './limiter.ts';
import { LruMap } from './lru-map.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';

/** The photos of one directory, addressed by what the renderer may know: a hash. */
export interface Photos {
  /** The `app://` address of a person's photo, or null where there is none. */
  urlOf(person: Person): string | null;
  /** The PNG behind the hash of such an address; null where there is no such photo any more. */
  read(hash: string): Promise<Uint8Array | null>;
}

const rememberedAddresses = 5000;
const rememberedPhotos = 1000;
const openRequests = 4;

/**
 * Creates the photos of one directory. Addresses change with `avatarId`, so a replaced photo is
 * never shown from a cache; pictures come lazily from the server, at most four at once.
 */
export function createPhotos(options: {
  readonly client: AlfrescoClient;
  /** Tells two directories apart that hold people of the same id. */
  readonly directoryKey: string;
}): Photos {
  const { client, directoryKey } = options;
  const idByHash = new LruMap<string, string>(rememberedAddresses);
  const photos = new LruMap<string, Promise<Uint8Array | null>>(rememberedPhotos);
  const limit = createLimiter(openRequests);

  async function fetchPhoto(id: string): Promise<Uint8Array | null> {
    const answer = await limit(() => client.avatars.get(id, { placeholder: false }));
    return answer.kind === 'photo' ? answer.bytes : null;
  }

  return {
    urlOf(person) {
      if (person.avatarId === null) return null;
      const hash = createHash('sha256')
        .update(JSON.stringify([directoryKey, person.id, person.avatarId]))
        .digest('hex')
        .slice(0, 32);
      idByHash.set(hash, person.id);
      return `app://rollcall/avatar/${hash}?v=${encodeURIComponent(person.avatarId)}`;
    },
    async read(hash) {
      const id = idByHash.get(hash);
      if (id === undefined) return null;
      const known = photos.get(hash);
      if (known !== undefined) return known;
      const photo = fetchPhoto(id);
      photos.set(hash, photo);
      try {
        return await photo;
      } catch (error) {
        // The next look tries again.
        photos.delete(hash);
        throw error;
      }
    },
  };
}
