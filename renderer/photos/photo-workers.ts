import type { Crop } from '../../preload/rules/crop.ts';
import type { MadePhoto, OpenPicture, PhotoAnswer, PhotoTask } from './photo-task.ts';
import { startPhotoWorker } from './start-worker.ts';

/** How the workers begin. */
export interface PhotoWorkersOptions {
  /** At most as many pictures are decoded at a time. */
  readonly count?: number;
  /** A picture that takes longer is given up, and its worker with it. */
  readonly limitMs?: number;
  readonly startWorker?: () => Worker;
}

type Answer = PhotoAnswer<OpenPicture | MadePhoto>;

interface Job {
  readonly task: PhotoTask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
  /** True once nobody waits for it any more. */
  isDropped: boolean;
}

/**
 * Makes photos of files, away from the page's own thread. Tasks wait in a queue; each worker has one
 * at a time, so that no more than `count` pictures are in memory. What is wrong with a file is an
 * answer; a call rejects only where its signal was aborted or the workers were closed.
 */
export class PhotoWorkers {
  readonly #count: number;
  readonly #limitMs: number;
  readonly #startWorker: () => Worker;
  readonly #queue: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  #isClosed = false;

  constructor({
    count = 2,
    limitMs = 5000,
    startWorker = startPhotoWorker,
  }: PhotoWorkersOptions = {}) {
    this.#count = count;
    this.#limitMs = limitMs;
    this.#startWorker = startWorker;
  }

  /** Decodes a picture to be looked at, no side of it longer than told. The bitmap is the caller's. */
  async open(
    file: Blob,
    longestPx: number,
    signal?: AbortSignal,
  ): Promise<PhotoAnswer<OpenPicture>> {
    // The worker answers in the shape of the question.
    const task: PhotoTask = { kind: 'open', file, longestPx };
    return (await this.#add(task, signal)) as PhotoAnswer<OpenPicture>;
  }

  /** Makes the photo to be sent; without a crop, by the rule of `defaultCrop`. */
  async make(file: Blob, crop: Crop | null, signal?: AbortSignal): Promise<PhotoAnswer<MadePhoto>> {
    return (await this.#add({ kind: 'make', file, crop }, signal)) as PhotoAnswer<MadePhoto>;
  }

  /** Ends all workers; whoever still waits is told that nothing will come. */
  close(): void {
    this.#isClosed = true;
    const jobs = [...this.#queue.splice(0), ...this.#busy.values()];
    for (const worker of [...this.#idle.splice(0), ...this.#busy.keys()]) worker.terminate();
    this.#busy.clear();
    for (const job of jobs) job.reject(closed());
  }

  async #add(task: PhotoTask, signal: AbortSignal | undefined): Promise<Answer> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw closed();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const job: Job = { task, resolve, reject, isDropped: false };
    // What runs already runs to its end, and nobody hears of it.
    const drop = (): void => {
      const place = this.#queue.indexOf(job);
      if (place >= 0) this.#queue.splice(place, 1);
      job.isDropped = true;
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', drop);
    this.#queue.push(job);
    this.#next();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', drop);
    }
  }

  #next(): void {
    if (this.#isClosed || this.#busy.size >= this.#count) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    const worker = this.#idle.pop() ?? this.#startWorker();
    this.#busy.set(worker, job);
    void this.#run(worker, job);
  }

  async #run(worker: Worker, job: Job): Promise<void> {
    const answer = await askWorker(worker, job.task, this.#limitMs);
    if (!this.#busy.delete(worker)) return;
    // One that did not answer is not asked again.
    if (typeof answer === 'string') worker.terminate();
    else this.#idle.push(worker);
    if (job.isDropped) closeBitmap(answer);
    job.resolve(typeof answer === 'string' ? { ok: false, fault: answer } : answer);
    this.#next();
  }
}

async function askWorker(
  worker: Worker,
  task: PhotoTask,
  limitMs: number,
): Promise<Answer | 'too-slow' | 'failed'> {
  const { promise, resolve } = Promise.withResolvers<Answer | 'too-slow' | 'failed'>();
  const timer = setTimeout(() => resolve('too-slow'), limitMs);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    resolve('failed');
  };
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function closeBitmap(answer: Answer | string): void {
  if (typeof answer !== 'string' && answer.ok && 'bitmap' in answer.value) {
    answer.value.bitmap.close();
  }
}

function closed(): DOMException {
  return new DOMException('The directory was closed.', 'AbortError');
}
