/** The least time between two runs while calls come in a stream. */
const gapMs = 150;

/** How many frames without a call end a stream: calls come with frames, however long those take. */
const settleFrames = 2;

/**
 * Runs a task at once, but only now and then while calls for it come in a stream, and once more at
 * its end: what flies past while somebody drags the scroll bar is not worth fetching.
 */
export class Pace {
  #frame = 0;
  #lastRunMs = Number.NEGATIVE_INFINITY;

  run(task: () => void): void {
    this.stop();
    if (performance.now() - this.#lastRunMs >= gapMs) this.#go(task);
    else this.#await(settleFrames, task);
  }

  /** Forgets a run that is still to come. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #await(frames: number, task: () => void): void {
    this.#frame = requestAnimationFrame(() => {
      if (frames > 1) this.#await(frames - 1, task);
      else this.#go(task);
    });
  }

  #go(task: () => void): void {
    this.#lastRunMs = performance.now();
    task();
  }
}
