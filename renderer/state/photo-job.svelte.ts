import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { JobUndo, PastPhotoJob, PhotoJob } from '../../preload/model/photo-job.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import type { PhotoWorkers } from '../photos/photo-workers.ts';
import type { MatchedFile } from './matched-file.svelte.ts';

/** As many pictures are worked on at a time: two in the workers, and one on its way to the disk. */
const mostAtOnce = 3;
const readPauseMs = 300;

/** How the making of photos stands; sending them is the outbox's. */
export type JobPhase = 'idle' | 'running' | 'paused' | 'ended' | 'cancelled';

/** Setting the photos of many in one go. */
export class PhotoJobRun {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #files = $state.raw<readonly MatchedFile[]>([]);
  #phase = $state<JobPhase>('idle');
  #jobId = $state<string | null>(null);
  #job = $state.raw<PhotoJob | null>(null);
  #past = $state.raw<readonly PastPhotoJob[]>([]);
  #undone = $state.raw<JobUndo | null>(null);
  #isBusy = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  #leaving = $state.raw<(() => void) | null>(null);
  #abort = new AbortController();
  #running = Promise.resolve();
  /** What is being set, by person. */
  // Nothing of it is shown.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #turns = new Map<string, Promise<void>>();
  readonly #sleepers: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** The files that are being set, or were. */
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
    if (this.#phase !== 'cancelled' || this.#undone !== null) return [];
    return this.#files.filter(({ progress }) => progress === 'idle');
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

  /** True while the user is asked whether to leave the photos that are still to be made. */
  get isAsking(): boolean {
    return this.#leaving !== null;
  }

  /** Whether photos are still being made, which stands in the way; the user is asked then. */
  holds(go: () => void): boolean {
    if (!this.isUnderWay) return false;
    this.#leaving = go;
    return true;
  }

  /** The user's answer. */
  answer(decision: 'leave' | 'stay'): void {
    const go = this.#leaving;
    this.#leaving = null;
    if (decision === 'stay') return;
    // At once: behind another directory's door, what is made now would be set there.
    this.cancel();
    go?.();
  }

  /** Makes photos of files and hands each to the outbox, in their order. */
  async start(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    if (this.isUnderWay || files.length === 0) return;
    this.#files = files;
    this.#jobId = crypto.randomUUID();
    this.#job = null;
    this.#undone = null;
    this.#failure = null;
    await this.#run(files, workers);
  }

  pause(): void {
    if (this.#phase === 'running') this.#phase = 'paused';
  }

  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#phase = 'running';
    this.#wake();
  }

  /** Ends the making of photos; those that are kept already are sent. */
  cancel(): void {
    if (!this.isUnderWay) return;
    this.#phase = 'cancelled';
    this.#abort.abort();
    this.#wake();
    for (const file of this.#files) if (file.progress === 'making') file.advance('idle');
  }

  /** Tries again what the server has refused, and what could not be kept on this computer. */
  async retry(workers: PhotoWorkers): Promise<void> {
    if (this.isUnderWay) return;
    await this.#running;
    await this.#ask(async (jobId) => await this.#client.photoJobs.retry({ jobId }));
    const failed = this.unkept;
    if (failed.length > 0) await this.#run(failed, workers);
  }

  /** Makes the photos that were left when it was cancelled. */
  async goOn(workers: PhotoWorkers): Promise<void> {
    await this.#running;
    const { unmade } = this;
    if (unmade.length > 0) await this.#run(unmade, workers);
  }

  /** Takes all of it back: what waits is dropped, and what was there before is sent. */
  async undo(): Promise<void> {
    this.cancel();
    // What was on its way to the disk when it was cancelled is taken back with the rest.
    await this.#running;
    await this.#ask(async (jobId) => {
      this.#undone = await this.#client.photoJobs.undo({ jobId });
    });
  }

  /** Looks at a job of before. */
  async open(jobId: string): Promise<void> {
    if (this.isUnderWay) return;
    this.#files = [];
    this.#undone = null;
    this.#jobId = jobId;
    this.#phase = 'ended';
    await this.#read();
  }

  /** Leaves the job alone, which goes on being sent. */
  dismiss(): void {
    if (this.isUnderWay) return;
    this.#phase = 'idle';
    this.#files = [];
    this.#job = null;
    this.#jobId = null;
    this.#undone = null;
    this.#failure = null;
  }

  /** Reads which jobs there were. */
  async readPast(): Promise<void> {
    this.#past = await this.#client.photoJobs.list(null).catch(() => []);
  }

  async #run(files: readonly MatchedFile[], workers: PhotoWorkers): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#phase = 'running';
    for (const file of files) file.advance('idle');
    const queue = [...files];
    const work = async (): Promise<void> => {
      for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
        await this.#untilAllowed();
        if (abort.signal.aborted) return;
        await this.#inTurn(file, workers, abort.signal);
      }
    };
    const all = Promise.all(Array.from({ length: mostAtOnce }, work));
    this.#running = all.then(() => undefined);
    await all;
    if (!abort.signal.aborted) this.#phase = 'ended';
    await this.#read();
  }

  /** Several files of one person are set in their order, so that it is the last one that stays. */
  async #inTurn(file: MatchedFile, workers: PhotoWorkers, signal: AbortSignal): Promise<void> {
    const personId = file.person?.id ?? '';
    const former = this.#turns.get(personId) ?? Promise.resolve();
    const turn = former.then(() => (signal.aborted ? undefined : this.#set(file, workers, signal)));
    this.#turns.set(personId, turn);
    await turn;
    if (this.#turns.get(personId) === turn) this.#turns.delete(personId);
  }

  async #set(file: MatchedFile, workers: PhotoWorkers, signal: AbortSignal): Promise<void> {
    file.advance('making');
    try {
      const answer = await workers.make(file.file, file.crop, signal);
      if (!answer.ok) {
        file.refuse(answer.fault);
        file.advance('failed');
        return;
      }
      const { bytes, type } = answer.value;
      const personId = file.person?.id ?? '';
      await this.#client.photos.set({ personId, bytes, type, jobId: this.#jobId });
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
