import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { changeSchema, type Change } from '../../../preload/model/change.ts';
import { z } from '../../../preload/model/zod.ts';
import { outboxMigrations } from '../migrate.ts';
import { checksumOf } from './checksum.ts';

const entrySchema = z.strictObject({
  /** Counts the writes, in both copies alike. */
  generation: z.number().int().min(0),
  /** True where the entry is everything, and what came before it does not count. */
  isWhole: z.boolean(),
  /** The version of the database's schema: a newer Rollcall has a higher one. */
  schema: z.number().int().min(1),
  put: z.array(changeSchema),
  drop: z.array(z.string()),
});

type Entry = z.infer<typeof entrySchema>;

const schema = outboxMigrations.length;

/** What can be read of a journal. */
export interface JournalContents {
  readonly generation: number;
  readonly changes: ReadonlyMap<string, Change>;
  /** The schema that goes with it; 0 where there is none. */
  readonly schema: number;
  /** True where every byte made sense. */
  readonly isIntact: boolean;
}

/**
 * The second copy of the outbox: a file of lines, each one write with its checksum. It shares neither
 * format nor code with the database, so that no one fault takes both.
 */
export interface OutboxJournal {
  /** Adds a write. When it returns, the disk has it; throws what the file system throws. */
  append(entry: { generation: number; put: readonly Change[]; drop: readonly string[] }): void;
  /** Takes the last write back; no space is needed for that. */
  takeBack(): void;
  close(): void;
}

/** Reads what a journal holds; a file that is not there is empty and intact. */
export function readJournal(file: string): JournalContents {
  const changes = new Map<string, Change>();
  let generation = 0;
  let schema = 0;
  if (!existsSync(file)) return { generation, changes, schema, isIntact: true };
  const lines = readFileSync(file, 'utf8').split('\n');
  // What follows the last line break is a write that was cut off, and so never acknowledged.
  const rest = lines.pop();
  let isIntact = rest === '';
  for (const line of lines) {
    const entry = entryOf(line);
    if (entry === null || !(entry.isWhole || entry.generation === generation + 1)) isIntact = false;
    if (entry === null) continue;
    if (entry.isWhole) changes.clear();
    for (const change of entry.put) changes.set(change.id, change);
    for (const id of entry.drop) changes.delete(id);
    ({ generation, schema } = entry);
  }
  return { generation, changes, schema, isIntact };
}

/** Starts a journal anew with what there is, in place of the former one. */
export function startJournal(
  file: string,
  start: { readonly generation: number; readonly changes: readonly Change[] },
): OutboxJournal {
  const { generation, changes } = start;
  const fresh = `${file}.new`;
  writeFileSync(fresh, lineOf({ generation, isWhole: true, schema, put: [...changes], drop: [] }), {
    mode: 0o600,
  });
  syncFile(fresh);
  renameSync(fresh, file);
  syncFolder(dirname(file));
  const descriptor = openSync(file, 'a', 0o600);
  let lengthBefore = fstatSync(descriptor).size;
  return {
    append({ generation: next, put, drop }) {
      lengthBefore = fstatSync(descriptor).size;
      try {
        writeWhole(
          descriptor,
          lineOf({ generation: next, isWhole: false, schema, put: [...put], drop: [...drop] }),
        );
        fdatasyncSync(descriptor);
      } catch (error) {
        ftruncateSync(descriptor, lengthBefore);
        throw error;
      }
    },
    takeBack() {
      ftruncateSync(descriptor, lengthBefore);
      fdatasyncSync(descriptor);
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function lineOf(entry: Entry): string {
  const text = JSON.stringify(entry);
  return `${checksumOf(text)} ${text}\n`;
}

function entryOf(line: string): Entry | null {
  const text = line.slice(17);
  if (line[16] !== ' ' || checksumOf(text) !== line.slice(0, 16)) return null;
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A full disk may take a part of it, which is as good as nothing. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that the new name survives a power cut; Windows has no such call, and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
