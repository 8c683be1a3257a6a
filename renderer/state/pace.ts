/** The least time between two runs while calls come in a stream. */
const gapMs = 150;

/** How long a stream must pause to count as ended. */
const settleMs = 60;

/**
 * Runs a task at once, but only now and then while calls for it come in a stream, and once more at
 * its end: what flies past while somebody drags the scroll bar is not worth fetching.
 */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRunMs = Number.NEGATIVE_INFINITY;

  run(task: () => void): void {
    this.stop();
    const waitMs = this.#lastRunMs + gapMs - performance.now();
    const go = (): void => {
      this.#lastRunMs = performance.now();
      task();
    };
    if (waitMs <= 0) go();
    else this.#timer = setTimeout(go, Math.min(waitMs, settleMs));
  }

  /** Forgets a run that is still to come. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
