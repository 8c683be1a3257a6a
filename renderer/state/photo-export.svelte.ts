import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { PhotoExport } from '../../preload/model/photo.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

const nothing: PhotoExport = {
  phase: 'idle',
  written: 0,
  seen: 0,
  total: 0,
  missed: 0,
  message: null,
};

/** The writing of all photos into one file. */
export class PhotoExporting {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #state = $state.raw<PhotoExport>(nothing);
  #failure = $state.raw<AppErrorData | null>(null);
  #isDismissed = $state(false);
  #isTold = false;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  get state(): PhotoExport {
    return this.#state;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  get isRunning(): boolean {
    return this.#state.phase === 'running';
  }

  /** Whether there is something to say of it: it runs, or has ended and nobody has read that yet. */
  get isShown(): boolean {
    return this.isRunning || (this.#state.phase !== 'idle' && !this.#isDismissed);
  }

  /** Asks how far it is, and follows it; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('photos:exportProgress', (state) => {
      this.#isTold = true;
      this.#isDismissed = false;
      this.#state = state;
    });
    void this.#ask();
    return stop;
  }

  async start(): Promise<void> {
    this.#failure = null;
    try {
      await this.#client.photos.startExport(null);
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  /** Ends it early; what was written is deleted. */
  async cancel(): Promise<void> {
    await this.#client.photos.cancelExport(null).catch(() => null);
  }

  dismiss(): void {
    this.#isDismissed = true;
    this.#failure = null;
  }

  async #ask(): Promise<void> {
    const state = await this.#client.photos.exportState(null).catch(() => nothing);
    if (this.#isTold) return;
    // What had ended before the page was loaded has been read, or is of no interest any more.
    this.#isDismissed = state.phase !== 'running';
    this.#state = state;
  }
}
