import workerUrl from './photo-worker.ts?worker&url';

/** As much of Trusted Types as is used here; TypeScript does not have them yet. */
declare const trustedTypes: {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
};

// The page's policy takes an address for a worker from here alone, and here there is only one.
const policy = trustedTypes.createPolicy('rollcall-photo-worker', {
  createScriptURL: (address) => {
    if (address !== workerUrl) throw new TypeError('There is one worker.');
    return address;
  },
});

/** Starts another of the workers that make photos. */
export function startPhotoWorker(): Worker {
  return new Worker(policy.createScriptURL(workerUrl), { type: 'module' });
}
