/** Tells how long a run still takes. */
export interface Pace {
  /** Notes how many more people have arrived. */
  add(people: number): void;
  /** Seconds for so many more people; null before that can be told. */
  secondsFor(people: number): number | null;
}

/** How far back the pace looks: long enough for bursts of pages, short enough for a change. */
const memoryMs = 10_000;
/** Before this much of a run nothing is said of the rest. */
const warmUpMs = 1000;

/** Creates the pace of one run: an average over the last seconds that fades smoothly. */
export function createPace(elapsedMs: () => number): Pace {
  const startedMs = elapsedMs();
  let lastMs = startedMs;
  let faded = 0;

  function fade(): void {
    const nowMs = elapsedMs();
    faded *= Math.exp((lastMs - nowMs) / memoryMs);
    lastMs = nowMs;
  }

  return {
    add(people) {
      fade();
      faded += people;
    },
    secondsFor(people) {
      fade();
      const ranMs = lastMs - startedMs;
      if (ranMs < warmUpMs || faded === 0) return null;
      // What would have faded away had the run been longer is not missing.
      const peoplePerMs = faded / (memoryMs * (1 - Math.exp(-ranMs / memoryMs)));
      return Math.max(0, people) / peoplePerMs / 1000;
    },
  };
}
