import type { Bridge } from '../preload/contract/bridge.ts';

declare global {
  interface Window {
    /** Exposed by the preload script: the page's only way out. */
    readonly bridge: Bridge;
  }
}
