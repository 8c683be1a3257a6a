import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { JobUndo, PastPhotoJob, PhotoJob } from '../../preload/model/photo-job.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import type { PhotoWorkers } from '../photos/photo-workers.ts';
import { LeavingQuestion } from './leaving-question.svelte.ts';
import type { MatchedFile } from './matched-file.svelte.ts';
import { type JobPhase, PhotoMaking } from './photo-making.svelte.ts';

const readPauseMs = 300;

/** Setting the photos of many in one go, and what became of it. */
export class PhotoJobRun {
  /** Asked before photos are left that are still to be made. */
  readonly leaving = new LeavingQuestion();
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  readonly #making: PhotoMaking;
  #jobId = $state<string | null>(null);
  #job = $state.raw<PhotoJob | null>(null);
  #past = $state.raw<readonly PastPhotoJob[]>([]);
  #undone = $state.raw<JobUndo | null>(null);
  #isBusy = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
    this.#making = new PhotoMaking(
      (personId, { bytes, type }) =>
        client.photos.set({ personId, bytes, type, jobId: this.#jobId }),
      unexpected,
    );
  }

  /** The files that are being set, or were. */
  get files(): readonly MatchedFile[] {
    return this.#making.files;
  }

  get phase(): JobPhase {
    return this.#making.phase;
  }

  get isUnderWay(): boolean {
    return this.#making.isUnderWay;
  }

  /** Files that are done with: safe on this computer, or given up with a reason. */
  get done(): number {
    return this.#making.done;
  }

  /** Files whose photo could not be kept on this computer, and which may be tried again. */
  get unkept(): readonly MatchedFile[] {
    return this.#making.unkept;
  }

  /** Files that were not worked on any more when it was cancelled. */
  get unmade(): readonly MatchedFile[] {
    return this.#undone === null ? this.#making.unmade : [];
  }

  /** How each photo stands with the server; null until it is known. */
  get job(): PhotoJob | null {
    return this.#job;
  }

  /** What became of taking it all back. */
  get undone(): JobUndo | null {
    return this.#undone;
  }

  /** Jobs of before, the newest first. */
  get past(): readonly PastPhotoJob[] {
    return this.#past;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Follows how the photos are sent; the function returned stops that, and the making of photos. */
  follow(): () => void {
    const stop = this.#client.on('outbox:changed', () => this.#readSoon());
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.cancel();
    };
  }

  /** Whether photos are still being made, which stands in the way; the user is asked then. */
  holds(go: () => void): boolean {
    if (!this.isUnderWay) return false;
    this.leaving.ask(() => {
      // At once: behind another directory's door, what is made now would be set there.
      this.cancel();
      go();
    });
    return true;
  }

  /** Makes photos of files and hands each to the outbox, in their order. */
  async start(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    if (this.isUnderWay || files.length === 0) return;
    this.#jobId = crypto.randomUUID();
    this.#job = null;
    this.#undone = null;
    this.#failure = null;
    await this.#making.start(files, workers);
    await this.#read();
  }

  pause(): void {
    this.#making.pause();
  }

  resume(): void {
    this.#making.resume();
  }

  /** Ends the making of photos; those that are kept already are sent. */
  cancel(): void {
    this.#making.cancel();
  }

  /** Tries again what the server has refused, and what could not be kept on this computer. */
  async retry(workers: PhotoWorkers): Promise<void> {
    if (this.isUnderWay) return;
    await this.#making.settled();
    await this.#ask(async (jobId) => await this.#client.photoJobs.retry({ jobId }));
    await this.#make(this.unkept, workers);
  }

  /** Makes the photos that were left when it was cancelled. */
  async goOn(workers: PhotoWorkers): Promise<void> {
    await this.#making.settled();
    await this.#make(this.unmade, workers);
  }

  /** Takes all of it back: what waits is dropped, and what was there before is sent. */
  async undo(): Promise<void> {
    // What was on its way to the disk when it was cancelled is taken back with the rest.
    this.#making.cancel();
    await this.#making.settled();
    await this.#ask(async (jobId) => {
      this.#undone = await this.#client.photoJobs.undo({ jobId });
    });
  }

  /** Looks at a job of before. */
  async open(jobId: string): Promise<void> {
    if (this.isUnderWay) return;
    this.#undone = null;
    this.#jobId = jobId;
    this.#making.reset('ended');
    await this.#read();
  }

  /** Leaves the job alone, which goes on being sent. */
  dismiss(): void {
    if (this.isUnderWay) return;
    this.#making.reset('idle');
    this.#job = null;
    this.#jobId = null;
    this.#undone = null;
    this.#failure = null;
  }

  /** Reads which jobs there were. */
  async readPast(): Promise<void> {
    this.#past = await this.#client.photoJobs.list(null).catch(() => []);
  }

  async #make(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    if (files.length === 0 || this.isUnderWay) return;
    await this.#making.make(files, workers);
    await this.#read();
  }

  async #ask(act: (jobId: string) => Promise<unknown>): Promise<void> {
    const jobId = this.#jobId;
    if (jobId === null || this.#isBusy) return;
    this.#isBusy = true;
    this.#failure = null;
    try {
      await act(jobId);
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
    this.#isBusy = false;
    await this.#read();
  }

  /** Hundreds of photos are sent one after the other: not each of them is looked at. */
  #readSoon(): void {
    // One that runs is left alone: news that comes all the time must not put it off for ever.
    if (this.#jobId === null || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#read();
    }, readPauseMs);
  }

  async #read(): Promise<void> {
    const jobId = this.#jobId;
    if (jobId === null) return;
    const job = await this.#client.photoJobs.state({ jobId }).catch(() => null);
    if (job !== null && jobId === this.#jobId) this.#job = job;
  }
}
