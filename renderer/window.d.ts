import type { Bridge } from '../preload/contract/bridge.ts';

declare global {
  interface Window {
    /** Exposed by the preload script: the page's only way out. */
    readonly bridge: Bridge;
  }

  /** As much of Trusted Types as the page itself uses; TypeScript does not have them yet. */
  const trustedTypes: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (address: string) => string },
    ): { createScriptURL(address: string): string };
  };
}
