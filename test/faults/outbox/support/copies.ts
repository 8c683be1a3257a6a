import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboxStore } from '../../../../main/services/ports/outbox-store.ts';
import { openOutboxStore } from '../../../../main/store/outbox/outbox-store.ts';
import { makeChange } from '../../../support/changes.ts';
import type { Change } from '../../../../preload/model/change.ts';

/** The files of an outbox: the database, what it has not taken over yet, and the second copy. */
export const outboxFiles = ['outbox.db', 'outbox.db-wal', 'outbox.db.journal'] as const;
export type OutboxFile = (typeof outboxFiles)[number];
/** What stands on the disk; a file that is not there is missing. */
export type Image = ReadonlyMap<OutboxFile, Buffer>;

/** The files as they are now. */
export function imageOf(folder: string): Image {
  const image = new Map<OutboxFile, Buffer>();
  for (const name of outboxFiles) {
    const file = join(folder, name);
    if (existsSync(file)) image.set(name, readFileSync(file));
  }
  return image;
}

/** Lays files out in a folder of their own. */
export function layOut(folder: string, image: Image): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of image) writeFileSync(join(folder, name), bytes);
}

/** Opens an outbox, hands it on, and closes it. */
export function reading<T>(folder: string, look: (store: OutboxStore) => T): T {
  const store = openOutboxStore({ file: join(folder, 'outbox.db'), now: Date.now });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** The outbox's contents as a text that is the same for the same contents. */
export function contentsOf(changes: readonly Change[]): string {
  return changes
    .map(({ id, mine }) => `${id} ${JSON.stringify(mine)}`)
    .toSorted()
    .join('\n');
}

/** A change with a value that says which one it is, and is as long as texts come. */
export function numbered(id: number, version: number, random: () => number): Change {
  const text = 'x'.repeat(Math.floor(random() ** 4 * 6000));
  return makeChange({
    id: `change-${id}`,
    place: id + 1,
    personId: `person-${id}`,
    mine: { jobTitle: `${version}`, description: text },
    base: { jobTitle: null, description: null },
  });
}

/** Copies a folder. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}
