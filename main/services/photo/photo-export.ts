import type { Picked } from '../../../preload/model/people-query.ts';
import type { PhotoExport } from '../../../preload/model/photo.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { Clock } from '../clock.ts';
import { byteOrderMark, csvLine } from '../csv.ts';
import { createAppError, toAppError } from '../errors.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { FileSink } from '../ports/file-saver.ts';
import { createSignal, type Signal } from '../signal.ts';
import { createUniqueNames, endingOf } from './file-names.ts';
import { createPatientReading } from './patient-reading.ts';
import { createPhotoArchive, type PhotoArchive } from './photo-archive.ts';
import type { ShownPhotos } from './shown-photos.ts';

/** The writing of the photos of a directory, or of some of its people, into one file. */
export interface PhotoExporting {
  readonly state: PhotoExport;
  readonly changed: Signal<PhotoExport>;
  /**
   * Begins, with everybody where `picked` is null. Rejects with `conflict` where one is under way, and
   * with `cancelled` where the directory was closed meanwhile; nothing of the file is left then.
   */
  start(sink: FileSink, picked: Picked | null): Promise<void>;
  cancel(): void;
  /** Cancels, and resolves once nothing of the file is left. */
  stop(): Promise<void>;
}

/** People looked at in one go; the server is asked for a few at a time by whoever reads photos. */
const atOnce = 40;
const idle: PhotoExport = {
  phase: 'idle',
  written: 0,
  seen: 0,
  total: 0,
  missed: 0,
  message: null,
};

const isFull = 'A zip file takes no more than this. Save this photo alone.';

/** Somebody whose photo is not in the file, and why. */
interface Missed {
  readonly person: Person;
  readonly reason: string;
}

/** Creates it for one directory. */
export function createPhotoExport(options: {
  readonly store: Pick<DirectoryStore, 'ids' | 'pick'>;
  readonly shown: Pick<ShownPhotos, 'read'>;
  readonly clock: Clock;
  readonly now: () => number;
  /** How large the file may become. */
  readonly mostBytes?: number;
}): PhotoExporting {
  const { store, shown, clock, now } = options;
  const changed = createSignal<PhotoExport>();
  let state = idle;
  let end = new AbortController();
  let running: Promise<void> | null = null;
  let isStopped = false;

  function tell(news: Partial<PhotoExport>): void {
    state = { ...state, ...news };
    changed.emit(state);
  }

  async function idsOf(picked: Picked | null): Promise<readonly string[]> {
    if (picked === null) return (await store.ids()).toSorted();
    return (await store.pick(picked)).map(({ person }) => person.id);
  }

  async function write(
    archive: PhotoArchive,
    picked: Picked | null,
    signal: AbortSignal,
  ): Promise<void> {
    const ids = await idsOf(picked);
    const nameOf = createUniqueNames();
    const missed: Missed[] = [];
    const read = createPatientReading({
      read: (person) => shown.read(person, { signal }),
      clock,
      signal,
    });
    tell({ total: ids.length });
    for (let from = 0; from < ids.length; from += atOnce) {
      signal.throwIfAborted();
      const people = await store.pick({ mode: 'these', ids: ids.slice(from, from + atOnce) });
      const readings = await read(people.map(({ person }) => person));
      signal.throwIfAborted();
      let { written } = state;
      for (const [index, { person }] of people.entries()) {
        const reading = readings[index];
        if (reading?.kind === 'missed') missed.push({ person, reason: reading.error.message });
        if (reading?.kind !== 'photo') continue;
        const { bytes, type } = reading.photo;
        if (archive.hasRoomFor(bytes)) {
          await archive.add(`${nameOf(person.id)}.${endingOf(type)}`, bytes);
          written += 1;
        } else missed.push({ person, reason: isFull });
      }
      const seen = Math.min(from + atOnce, ids.length);
      tell({ written, seen, missed: missed.length });
    }
    if (missed.length > 0) await archive.add('missed.csv', listOf(missed));
  }

  async function run(sink: FileSink, picked: Picked | null, signal: AbortSignal): Promise<void> {
    try {
      const archive = createPhotoArchive({ ...options, sink, nowMs: now() });
      await write(archive, picked, signal);
      await archive.finish();
      await sink.finish();
      tell({ phase: 'done' });
    } catch (error) {
      await sink.discard();
      if (signal.aborted) tell({ phase: 'cancelled' });
      else tell({ phase: 'failed', message: toAppError(error).data.message });
    }
  }

  return {
    get state() {
      return state;
    },
    changed,
    async start(sink, picked) {
      if (isStopped) {
        await sink.discard();
        throw createAppError(
          'cancelled',
          'This server was closed before the export could begin. Open it, and export the photos again.',
        );
      }
      if (running !== null) {
        await sink.discard();
        throw createAppError(
          'conflict',
          'The photos are being exported already. Wait for that, or cancel it.',
        );
      }
      end = new AbortController();
      tell({ ...idle, phase: 'running' });
      running = run(sink, picked, end.signal).finally(() => (running = null));
    },
    cancel: () => end.abort(),
    async stop() {
      isStopped = true;
      end.abort();
      await running;
    },
  };
}

/** Whose photos are not there, for a spreadsheet. */
function listOf(missed: readonly Missed[]): Uint8Array {
  const lines = missed.map(({ person: { id, displayName }, reason }) =>
    csvLine([id, displayName, reason]),
  );
  const head = csvLine(['User name', 'Name', 'Why the photo is missing']);
  return new TextEncoder().encode(byteOrderMark + head + lines.join(''));
}
