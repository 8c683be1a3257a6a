import { failureOf } from '../bridge.ts';
import type { MadePhoto } from '../photos/photo-task.ts';
import type { PhotoWorkers } from '../photos/photo-workers.ts';
import type { MatchedFile } from './matched-file.svelte.ts';

/** As many pictures are worked on at a time: two in the workers, and one on its way to the disk. */
const mostAtOnce = 3;

/** How the making of photos stands; sending them is the outbox's. */
export type JobPhase = 'idle' | 'running' | 'paused' | 'ended' | 'cancelled';

/** Keeps a photo of somebody on this computer, for good. */
type KeepPhoto = (personId: string, photo: MadePhoto) => Promise<unknown>;

/** Makes photos of many files, with a pause and an end before the end. */
export class PhotoMaking {
  readonly #keep: KeepPhoto;
  readonly #unexpected: string;
  #files = $state.raw<readonly MatchedFile[]>([]);
  #phase = $state<JobPhase>('idle');
  #abort = new AbortController();
  #running = Promise.resolve();
  readonly #sleepers: (() => void)[] = [];

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(keep: KeepPhoto, unexpected: string) {
    this.#keep = keep;
    this.#unexpected = unexpected;
  }

  /** The files that are being made photos of, or were. */
  get files(): readonly MatchedFile[] {
    return this.#files;
  }

  get phase(): JobPhase {
    return this.#phase;
  }

  get isUnderWay(): boolean {
    return this.#phase === 'running' || this.#phase === 'paused';
  }

  /** Files that are done with: safe on this computer, or given up with a reason. */
  get done(): number {
    return this.#files.filter(({ progress }) => progress === 'kept' || progress === 'failed')
      .length;
  }

  /** Files whose photo could not be kept on this computer, and which may be tried again. */
  get unkept(): readonly MatchedFile[] {
    return this.#files.filter(({ progress, fault }) => progress === 'failed' && fault === null);
  }

  /** Files that were not worked on any more when it was cancelled. */
  get unmade(): readonly MatchedFile[] {
    if (this.#phase !== 'cancelled') return [];
    return this.#files.filter(({ progress }) => progress === 'idle');
  }

  /** Makes photos of files in their order, in place of those of before. */
  async start(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    this.#files = files;
    await this.make(files, workers);
  }

  /** Makes photos of some of its files, of which none is on its way to the disk. */
  async make(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#phase = 'running';
    for (const file of files) file.advance('idle');
    const queue = [...files];
    const work = async (): Promise<void> => {
      for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
        await this.#untilAllowed();
        if (abort.signal.aborted) return;
        await this.#make(file, workers, abort.signal);
      }
    };
    const all = Promise.all(Array.from({ length: mostAtOnce }, work));
    this.#running = all.then(() => undefined);
    await all;
    if (!abort.signal.aborted) this.#phase = 'ended';
  }

  pause(): void {
    if (this.#phase === 'running') this.#phase = 'paused';
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#phase = 'running';
    this.#wake();
  }

  /** Ends the making of photos; what is on its way to the disk gets there. */
  cancel(): void {
    if (!this.isUnderWay) return;
    this.#phase = 'cancelled';
    this.#abort.abort();
    this.#wake();
    for (const file of this.#files) if (file.progress === 'making') file.advance('idle');
  }

  /** Resolves once nothing is on its way to the disk, or given up. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Nothing is made, and nothing was, as far as one can see; `phase` is how it stands then. */
  reset(phase: 'idle' | 'ended'): void {
    this.#phase = phase;
    this.#files = [];
  }

  async #make(file: MatchedFile, workers: PhotoWorkers, signal: AbortSignal): Promise<void> {
    file.advance('making');
    try {
      const answer = await workers.make(file.file, file.crop, signal);
      if (!answer.ok) {
        file.refuse(answer.fault);
        file.advance('failed');
        return;
      }
      await this.#keep(file.person?.id ?? '', answer.value);
      file.advance('kept');
    } catch (error) {
      if (signal.aborted) file.advance('idle');
      else file.advance('failed', failureOf(error, this.#unexpected).message);
    }
  }

  async #untilAllowed(): Promise<void> {
    while (this.#phase === 'paused') {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#sleepers.push(() => resolve(undefined));
      await promise;
    }
  }

  #wake(): void {
    for (const goOn of this.#sleepers.splice(0)) goOn();
  }
}
