import type { ElectronApplication, Page } from 'playwright';

/** What the page did while photos were made of files. */
export interface PhotoTrace {
  /** From the handing of each file to a worker to its photo. */
  readonly makeMs: readonly number[];
  /** The longest task of the page that took 50 ms or more; 0 where there was none. */
  readonly longestTaskMs: number;
  /** The longest that a script of the page ran in a frame that took 50 ms or more. */
  readonly longestScriptMs: number;
  /** The longest that the page did not turn to anything else, whether it or others had the cores. */
  readonly longestBusyMs: number;
}

/** The memory of the app's processes, in megabytes. */
export interface ProcessMemory {
  /** The page with its workers. */
  readonly page: number;
  readonly all: number;
}

const everyMs = 4;

/**
 * Watches the page and its workers from now on; what it returns answers, and ends that. `mostAtOnce`
 * holds back what is more for the workers than that.
 */
export async function watchPhotos(
  window: Page,
  mostAtOnce: number,
): Promise<() => Promise<PhotoTrace>> {
  await window.evaluate(watch, { pauseMs: everyMs, mostAtOnce });
  return () =>
    window.evaluate(() => (Reflect.get(globalThis, 'benchPhotos') as () => PhotoTrace)());
}

/** Evaluated in the page. */
function watch({ pauseMs, mostAtOnce }: { pauseMs: number; mostAtOnce: number }): void {
  const makeMs: number[] = [];
  let longestBusyMs = 0;
  let longestTaskMs = 0;
  let longestScriptMs = 0;
  const frames = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // TypeScript does not have these entries yet.
      const scripts = Reflect.get(entry, 'scripts') as readonly PerformanceEntry[];
      longestScriptMs = Math.max(longestScriptMs, ...scripts.map(({ duration }) => duration));
    }
  });
  frames.observe({ type: 'long-animation-frame' });
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      longestTaskMs = Math.max(longestTaskMs, duration);
    }
  });
  observer.observe({ entryTypes: ['longtask'] });
  let isOver = false;
  let lastMs = performance.now();
  const turn = (): void => {
    const nowMs = performance.now();
    longestBusyMs = Math.max(longestBusyMs, nowMs - lastMs - pauseMs);
    lastMs = nowMs;
    if (!isOver) setTimeout(turn, pauseMs);
  };
  setTimeout(turn, pauseMs);
  // The page has no other way to tell how long its workers take.
  type Post = (this: Worker, ...args: [unknown]) => void;
  const post = Reflect.get(Worker.prototype, 'postMessage') as Post;
  const held: (() => void)[] = [];
  let open = 0;
  const next = (): void => {
    if (open < mostAtOnce) held.shift()?.();
  };
  Worker.prototype.postMessage = function (this: Worker, ...args: [unknown]): void {
    if (Reflect.get(Object(args[0]), 'kind') !== 'make') {
      post.apply(this, args);
      return;
    }
    held.push(() => {
      open += 1;
      const startMs = performance.now();
      const note = (): void => {
        open -= 1;
        makeMs.push(performance.now() - startMs);
        next();
      };
      this.addEventListener('message', note, { once: true });
      post.apply(this, args);
    });
    next();
  };
  Reflect.set(globalThis, 'benchPhotos', (): PhotoTrace => {
    isOver = true;
    Worker.prototype.postMessage = post;
    observer.disconnect();
    frames.disconnect();
    return { makeMs, longestTaskMs, longestScriptMs, longestBusyMs };
  });
}

/** Memory that is resident now. */
export async function processMemory(app: ElectronApplication): Promise<ProcessMemory> {
  return await app.evaluate(({ app: running }) => {
    const processes = running.getAppMetrics();
    const sumOf = (some: typeof processes): number =>
      some.reduce((sum, { memory }) => sum + memory.workingSetSize / 1024, 0);
    return { page: sumOf(processes.filter(({ type }) => type === 'Tab')), all: sumOf(processes) };
  });
}

/** Looks at the memory again and again; what it returns answers the most that there was. */
export function watchMemory(app: ElectronApplication): () => Promise<ProcessMemory> {
  const stop = new AbortController();
  const most = follow(app, stop.signal);
  return () => {
    stop.abort();
    return most;
  };
}

async function follow(app: ElectronApplication, signal: AbortSignal): Promise<ProcessMemory> {
  let most: ProcessMemory = { page: 0, all: 0 };
  while (!signal.aborted) {
    const now = await processMemory(app).catch(() => null);
    // The app was closed.
    if (now === null) break;
    const { page, all } = now;
    most = { page: Math.max(most.page, page), all: Math.max(most.all, all) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return most;
}
