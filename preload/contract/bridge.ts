import type { Result } from '../model/app-error.ts';

/** What the preload script exposes as `window.bridge`: a transport, without knowledge of the calls. */
export interface Bridge {
  /** Sends a call by wire name; answers a Result and never rejects for a reason of main's. */
  invoke(channel: string, input: unknown): Promise<Result<unknown>>;
  /** Subscribes to a push by wire name; the function returned ends the subscription. */
  on(channel: string, listener: (payload: unknown) => void): () => void;
  /** `process.platform`: the renderer shows Cmd or Ctrl by it. */
  readonly platform: string;
}
