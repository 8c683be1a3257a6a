import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { RefreshState } from '../../preload/model/refresh.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

const unknown: RefreshState = {
  phase: 'idle',
  fetched: 0,
  expected: null,
  pages: 0,
  secondsLeft: null,
  completedAt: null,
  error: null,
};

/** How the fetch of the whole directory stands, and the buttons that start and stop it. */
export class Refresh {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #state = $state.raw<RefreshState>(unknown);
  #isKnown = $state(false);
  #callFailure = $state.raw<AppErrorData | null>(null);

  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** False until main has said how it stands, or could not. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  get isRunning(): boolean {
    return this.#state.phase === 'running';
  }

  get fetched(): number {
    return this.#state.fetched;
  }

  /** People that the server says it has; null before its first page. */
  get expected(): number | null {
    return this.#state.expected;
  }

  /** Pages fetched in this run. */
  get pages(): number {
    return this.#state.pages;
  }

  /** How long the run still takes; null where that cannot be told. */
  get secondsLeft(): number | null {
    return this.#state.secondsLeft;
  }

  /** When the last complete refresh ended: ISO 8601; null where there was none. */
  get completedAt(): string | null {
    return this.#state.completedAt;
  }

  /** Why the last run stopped; a run that the user cancelled did not fail. */
  get failure(): AppErrorData | null {
    if (this.#callFailure !== null) return this.#callFailure;
    if (this.#state.phase !== 'failed' || this.#state.error?.code === 'cancelled') return null;
    return this.#state.error;
  }

  /** Asks how it stands, and follows the progress; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('refresh:progress', (state) => this.#become(state));
    void this.#attempt(async () => {
      const state = await this.#client.refresh.state(null);
      // A push may have been quicker than this answer, and is newer.
      if (!this.#isKnown) this.#become(state);
    });
    return stop;
  }

  async start(): Promise<void> {
    await this.#attempt(() => this.#client.refresh.start(null));
  }

  async cancel(): Promise<void> {
    await this.#attempt(() => this.#client.refresh.cancel(null));
  }

  #become(state: RefreshState): void {
    this.#state = state;
    this.#isKnown = true;
    this.#callFailure = null;
  }

  async #attempt(call: () => Promise<unknown>): Promise<void> {
    this.#callFailure = null;
    try {
      await call();
    } catch (error) {
      this.#callFailure = failureOf(error, this.#unexpected);
      this.#isKnown = true;
    }
  }
}
