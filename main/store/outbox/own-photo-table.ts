import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { pictureSchema } from '../../../preload/model/photo.ts';
import { z } from '../../../preload/model/zod.ts';
import { keyOf } from '../../services/person-key.ts';
import type { OwnPhoto } from '../../services/ports/outbox-store.ts';

const ownPhotoSchema = z.strictObject({
  personId: z.string(),
  picture: pictureSchema,
  avatarId: z.string().nullable(),
  avatarIdBefore: z.string().nullable(),
  isLate: z.boolean(),
}) satisfies z.ZodType<OwnPhoto>;

/** Our copies of photos, as a table that is held in memory as well: every row of a list asks for one. */
export interface OwnPhotoTable {
  readonly all: readonly OwnPhoto[];
  of(personId: string): OwnPhoto | null;
  /** Within a transaction; `remember` follows once it has gone through. */
  write(personId: string, photo: OwnPhoto | null): void;
  remember(personId: string, photo: OwnPhoto | null): void;
}

/** Reads the table. A row that makes no sense costs the quality of one photo. */
export function createOwnPhotoTable(database: DatabaseSyncInstance): OwnPhotoTable {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO own_photos (person_key, body) VALUES (?, ?)',
  );
  const remove = database.prepare('DELETE FROM own_photos WHERE person_key = ?');
  const byKey = new Map<string, OwnPhoto>();
  for (const { body } of database.prepare('SELECT body FROM own_photos').all() as {
    body: string;
  }[]) {
    const photo = parse(body);
    if (photo !== null) byKey.set(keyOf(photo.personId), photo);
  }
  return {
    get all() {
      return [...byKey.values()];
    },
    of: (personId) => byKey.get(keyOf(personId)) ?? null,
    write(personId, photo) {
      if (photo === null) remove.run(keyOf(personId));
      else insert.run(keyOf(personId), JSON.stringify(photo));
    },
    remember(personId, photo) {
      if (photo === null) byKey.delete(keyOf(personId));
      else byKey.set(keyOf(personId), photo);
    },
  };
}

function parse(body: string): OwnPhoto | null {
  try {
    return ownPhotoSchema.parse(JSON.parse(body) as unknown);
  } catch {
    return null;
  }
}
