/** Something that happens now and then, to be waited for; what happens meanwhile is not lost. */
export interface Flag {
  raise(): void;
  /** Resolves at once if it was raised since the last wait, else when it is. */
  wait(): Promise<void>;
}

/** Creates a flag that is not raised. */
export function createFlag(): Flag {
  let isRaised = false;
  let wake: () => void = () => undefined;
  return {
    raise() {
      isRaised = true;
      wake();
    },
    async wait() {
      if (!isRaised) await new Promise<void>((resolve) => (wake = resolve));
      isRaised = false;
    },
  };
}
