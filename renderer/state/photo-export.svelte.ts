import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Picked } from '../../preload/model/people-query.ts';
import type { PhotoExport } from '../../preload/model/photo.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import { LeavingQuestion } from './leaving-question.svelte.ts';

const nothing: PhotoExport = {
  phase: 'idle',
  written: 0,
  seen: 0,
  total: 0,
  missed: 0,
  message: null,
};

/** The writing of photos into one file. */
export class PhotoExporting {
  /** Asked before an export is left that is under way. */
  readonly leaving = new LeavingQuestion();
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #state = $state.raw<PhotoExport>(nothing);
  #failure = $state.raw<AppErrorData | null>(null);
  #isDismissed = $state(false);
  /** What is asked about before it begins: whose photos, null being everybody's. */
  #wanted = $state.raw<{ readonly picked: Picked | null } | null>(null);
  readonly #isAway: () => boolean;
  #isTold = false;

  /**
   * @param unexpected the sentence for a failure that main did not explain
   * @param isAway whether the server cannot be asked for photos at the moment
   */
  constructor(client: RollcallClient, unexpected: string, isAway: () => boolean) {
    this.#client = client;
    this.#unexpected = unexpected;
    this.#isAway = isAway;
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

  /** True while the user is asked whether to export what is on this computer alone. */
  get isAskingAboutAway(): boolean {
    return this.#wanted !== null;
  }

  /** Exports the photos of some people, or of everybody; the user is asked where the server is away. */
  async want(picked: Picked | null): Promise<void> {
    if (this.#isAway()) this.#wanted = { picked };
    else await this.#start(picked);
  }

  /** The user's answer to whether to export what is on this computer alone. */
  async answerAboutAway(isWanted: boolean): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (isWanted && wanted !== null) await this.#start(wanted.picked);
  }

  /** Whether an export is under way, which stands in the way; the user is asked then. */
  holds(go: () => void): boolean {
    if (!this.isRunning) return false;
    this.leaving.ask(() => void this.cancel().then(go));
    return true;
  }

  /** Ends it early; what was written is deleted. */
  async cancel(): Promise<void> {
    await this.#client.photos.cancelExport(null).catch(() => null);
  }

  dismiss(): void {
    this.#isDismissed = true;
    this.#failure = null;
  }

  async #start(picked: Picked | null): Promise<void> {
    this.#failure = null;
    try {
      await this.#client.photos.startExport({ picked });
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  async #ask(): Promise<void> {
    const state = await this.#client.photos.exportState(null).catch(() => nothing);
    if (this.#isTold) return;
    // What had ended before the page was loaded has been read, or is of no interest any more.
    this.#isDismissed = state.phase !== 'running';
    this.#state = state;
  }
}
