import workerUrl from './photo-worker.ts?worker&url';

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
