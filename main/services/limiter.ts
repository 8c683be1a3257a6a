/** Runs tasks, at most `limit` at once; the others wait in the order in which they came. */
export function createLimiter(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let open = 0;

  async function enter(): Promise<void> {
    if (open < limit) {
      open += 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    // The place is handed on, so that a newcomer cannot slip in between.
    const next = waiting.shift();
    if (next === undefined) open -= 1;
    else next();
  }

  return async (task) => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
