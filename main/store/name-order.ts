import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** The stored result of sorting all people by name, so that a start need not sort them again. */
export interface NameOrder {
  /** The numbers of all people in name order; null where it is not known. */
  read(): Uint32Array | null;
  write(nos: Iterable<number>): void;
  /** Forgets it; called in the transaction that changes who is there, or a name. */
  forget(): void;
}

export function createNameOrder(database: DatabaseSyncInstance): NameOrder {
  const select = database.prepare("SELECT nos FROM orders WHERE name = 'name'");
  const replace = database.prepare("INSERT OR REPLACE INTO orders (name, nos) VALUES ('name', ?)");
  const remove = database.prepare("DELETE FROM orders WHERE name = 'name'");
  return {
    read() {
      const row = select.get() as { nos: Uint8Array } | undefined;
      if (row === undefined || row.nos.byteLength % 4 !== 0) return null;
      // Copied: the bytes that SQLite hands out need not start at a multiple of four.
      return new Uint32Array(new Uint8Array(row.nos).buffer);
    },
    write(nos) {
      replace.run(new Uint8Array(Uint32Array.from(nos).buffer));
    },
    forget() {
      remove.run();
    },
  };
}
