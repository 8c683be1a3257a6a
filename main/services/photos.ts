import { createHash } from 'node:crypto';
import type { Person } from '../../preload/model/person.ts';
import { createLimiter } from './limiter.ts';
import { LruMap } from './lru-map.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { PhotoCache } from './ports/photo-cache.ts';

/** For many photos that are only passed on: what the server gives is not kept for being shown. */
export interface PassingRead {
  readonly signal: AbortSignal;
}

/** The photos of one directory, addressed by what the renderer may know: a hash. */
export interface Photos {
  /** The `app://` address of a person's photo, or null where there is none. */
  urlOf(person: Pick<Person, 'id' | 'avatarId'>): string | null;
  /** Whether photos could not be read: their addresses have changed since, to be tried again. */
  hasFailures(): boolean;
  /** The PNG behind the hash of such an address; null where there is no such photo any more. */
  read(hash: string): Promise<Uint8Array | null>;
  /** The PNG of a person's photo; null where there is none. */
  readOf(
    person: Pick<Person, 'id' | 'avatarId'>,
    options?: PassingRead,
  ): Promise<Uint8Array | null>;
  /** The address of a photo that a person had, where the disk still has it. */
  formerUrlOf(person: Pick<Person, 'id' | 'avatarId'>): Promise<string | null>;
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
    const bytes = await ask(id);
    if (bytes !== null) await cache.write(hash, bytes);
    return bytes;
  }

  async function ask(id: string, options?: PassingRead): Promise<Uint8Array | null> {
    const answer = await limit(() => client.avatars.get(id, { placeholder: false }, options));
    return answer.kind === 'photo' ? answer.bytes : null;
  }

  function hashOf(id: string, avatarId: string): string {
    return createHash('sha256')
      .update(JSON.stringify([directoryKey, id, avatarId]))
      .digest('hex')
      .slice(0, 32);
  }

  async function read(hash: string): Promise<Uint8Array | null> {
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
  }

  return {
    urlOf(person) {
      if (person.avatarId === null) return null;
      const hash = hashOf(person.id, person.avatarId);
      idByHash.set(hash, person.id);
      const address = addressOf(hash, person.avatarId);
      const failed = failures.get(hash);
      return failed === undefined ? address : `${address}&try=${failed + 1}`;
    },
    hasFailures: () => failures.size > 0,
    read,
    async readOf({ id, avatarId }, passing) {
      if (avatarId === null) return null;
      const hash = hashOf(id, avatarId);
      if (passing !== undefined) return (await cache.read(hash)) ?? ask(id, passing);
      idByHash.set(hash, id);
      return read(hash);
    },
    async formerUrlOf({ id, avatarId }) {
      if (avatarId === null) return null;
      const hash = hashOf(id, avatarId);
      // The server has only what came after it.
      if ((await cache.read(hash)) === null) return null;
      idByHash.set(hash, id);
      return addressOf(hash, avatarId);
    },
  };
}

function addressOf(hash: string, avatarId: string): string {
  return `app://rollcall/avatar/${hash}?v=${encodeURIComponent(avatarId)}`;
}
