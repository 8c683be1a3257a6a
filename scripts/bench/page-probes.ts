/*
 * What is evaluated in the app's page, by the names that people know the controls by. Times are on
 * the page's own clock; "painted" means: after the frame that shows it.
 */

/** What the page tells of a stretch of scrolling. */
export interface ScrollTrace {
  readonly frameMs: readonly number[];
  /** Frames in which a row in sight had nothing in it. */
  readonly framesWithBlanks: number;
  readonly mostNodes: number;
}

declare global {
  /** Set in the page by `installProbes`. */
  var bench: {
    grid(): HTMLElement;
    /** People in the list; none where the list has made way for a word about that. */
    count(): number;
    painted(): Promise<number>;
    /** Resolves when the list shows so many people and that is painted. */
    shows(count: number): Promise<number>;
    hasBlanks(): boolean;
    /** Drags the scrollbar to a part of the list; resolves when all rows there are painted. */
    jumpTo(part: number): Promise<number>;
    scroller(): HTMLElement;
    nextKey(): Promise<number>;
    timing: Promise<number>;
  };
}

/** Puts the probes into the page. */
export function installProbes(): void {
  const grid = (): HTMLElement => {
    const found = document.querySelector<HTMLElement>('[role=grid][aria-label="People"]');
    if (found === null) throw new Error('There is no grid "People"');
    return found;
  };
  const count = (): number =>
    Number(
      document.querySelector('[role=grid][aria-label="People"]')?.getAttribute('aria-rowcount') ??
        0,
    );
  const painted = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const isScrollable = (element: Element): element is HTMLElement =>
    element instanceof HTMLElement &&
    element.scrollHeight > element.clientHeight + 10 &&
    /auto|scroll/.test(getComputedStyle(element).overflowY);
  globalThis.bench = {
    grid,
    count,
    painted,
    shows: (wanted) =>
      new Promise((resolve) => {
        const isThere = (): boolean => count() === wanted;
        const finish = (): void => void painted().then(resolve);
        if (isThere()) {
          finish();
          return;
        }
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          observer.disconnect();
          finish();
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['aria-rowcount'],
        });
      }),
    hasBlanks() {
      const box = bench.scroller().getBoundingClientRect();
      return [...grid().querySelectorAll('[role=row]')].some((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > box.top && top < box.bottom && row.textContent.trim() === '';
      });
    },
    async jumpTo(part) {
      const scroller = bench.scroller();
      scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
      let paintedAt = await bench.painted();
      while (bench.hasBlanks()) paintedAt = await bench.painted();
      return paintedAt;
    },
    scroller() {
      let element: Element | null = grid();
      while (element !== null && !isScrollable(element)) element = element.parentElement;
      const found = element ?? [...grid().querySelectorAll('*')].find(isScrollable);
      if (!(found instanceof HTMLElement)) throw new Error('Nothing scrolls the list');
      return found;
    },
    nextKey: () =>
      new Promise((resolve) =>
        addEventListener('keydown', (event) => resolve(event.timeStamp), {
          capture: true,
          once: true,
        }),
      ),
    timing: Promise.resolve(-1),
  };
}

/** Prepares to time from the next key to the list showing so many people, painted. */
export function expectRows(count: number): void {
  bench.timing = bench.nextKey().then(async (pressedAt) => (await bench.shows(count)) - pressedAt);
}

/** The same for a key that changes one attribute and nothing else: what any app takes. */
export function expectNothing(): void {
  bench.timing = bench.nextKey().then(async (pressedAt) => {
    document.body.dataset.bench = String(pressedAt);
    return (await bench.painted()) - pressedAt;
  });
}

/** What the timing comes to; -1 where nothing has happened for seconds. */
export function readTiming(): Promise<number> {
  const overdue = new Promise<number>((resolve) => setTimeout(() => resolve(-1), 5000));
  return Promise.race([bench.timing, overdue]);
}

/** Scrolls at a steady speed, and answers the frames. */
export async function traceFling(options: {
  readonly durationMs: number;
  readonly pxPerSecond: number;
}): Promise<ScrollTrace> {
  const scroller = bench.scroller();
  const frameMs: number[] = [];
  let framesWithBlanks = 0;
  let mostNodes = 0;
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const start = await frame();
  for (let last = start; last - start < options.durationMs;) {
    // What the last frame has painted, before this one moves on.
    if (bench.hasBlanks()) framesWithBlanks += 1;
    const end = scroller.scrollHeight - scroller.clientHeight;
    const distance = ((last - start) / 1000) * options.pxPerSecond;
    scroller.scrollTop = distance % Math.max(1, end);
    mostNodes = Math.max(mostNodes, document.getElementsByTagName('*').length);
    const now = await frame();
    frameMs.push(now - last);
    last = now;
  }
  return { frameMs, framesWithBlanks, mostNodes };
}

/** Drags the scrollbar to places all over the list; answers the time until all rows are there. */
export async function timeJumps(places: readonly number[]): Promise<number[]> {
  const times: number[] = [];
  for (const place of places) {
    const start = performance.now();
    times.push((await bench.jumpTo(place)) - start);
  }
  return times;
}

/** Resolves with the wall clock once the first row with somebody in it is painted. */
export async function waitForFirstRow(): Promise<number> {
  const selector = '[role=grid][aria-label="People"] [role=row]';
  const isThere = (): boolean =>
    [...document.querySelectorAll(selector)].some((row) => row.textContent.trim() !== '');
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  while (!isThere()) await frame();
  await frame();
  return await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
    port2.postMessage(null);
  });
}
