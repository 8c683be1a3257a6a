import { hash } from 'node:crypto';
import type { Pictures } from '../../main/services/ports/pictures.ts';

/** Pictures of any bytes, which are there at once and stay. */
export function createPicturesInMemory(): Pictures {
  const kept = new Map<string, Uint8Array>();
  return {
    keep(bytes) {
      const id = pictureIdOf(bytes);
      kept.set(id, bytes);
      return Promise.resolve({ id, type: 'image/jpeg' });
    },
    read(id) {
      const bytes = kept.get(id);
      return Promise.resolve(bytes === undefined ? null : { bytes, type: 'image/jpeg' });
    },
    sweep: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** What a picture of these bytes is named. */
export function pictureIdOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
