/** Crashes within this time belong together. */
const spanMs = 60_000;
const mostReloads = 3;

/** Counts how often the page has crashed of late. */
export interface CrashCount {
  /** Notes a crash; true where loading the page again is worth a try. */
  mayReload(): boolean;
}

/** Creates the count; `elapsedMs` is a clock that never jumps, in milliseconds. */
export function createCrashCount(elapsedMs: () => number): CrashCount {
  let crashes: readonly number[] = [];
  return {
    mayReload() {
      const now = elapsedMs();
      crashes = [...crashes.filter((at) => now - at < spanMs), now];
      return crashes.length <= mostReloads;
    },
  };
}
