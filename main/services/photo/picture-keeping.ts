import type { Clock } from '../clock.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { Pictures, PicturesInUse } from '../ports/pictures.ts';

/** Deletes pictures that nothing names any more. */
export interface PictureKeeping {
  /** Something may be needed no more: it is looked at within a minute. */
  want(): void;
  /** Looks now. */
  sweep(): Promise<void>;
  stop(): void;
}

/** Pictures are small and there is no hurry; looking at all of them for each change would be waste. */
const pauseMs = 60_000;

/** Creates it for the pictures of one outbox. */
export function createPictureKeeping(options: {
  readonly pictures: Pictures;
  readonly store: OutboxStore;
  readonly clock: Clock;
}): PictureKeeping {
  const { pictures, store, clock } = options;
  const end = new AbortController();
  let isWanted = false;

  async function sweep(): Promise<void> {
    // Changes and lines that could not be read may name any picture: all of them are kept then.
    if (store.recovery !== 'none') return;
    const gone = new Set(await pictures.sweep(() => inUse(store)));
    if (gone.size === 0 || end.signal.aborted) return;
    const own = store.ownPhotos.filter(({ picture }) => gone.has(picture.id));
    store.write({ own: own.map(({ personId }) => ({ personId, photo: null })) });
  }

  return {
    want() {
      if (isWanted || end.signal.aborted) return;
      isWanted = true;
      clock
        .sleep(pauseMs, end.signal)
        .then(() => {
          isWanted = false;
          return sweep();
        })
        // It ends with `stop`; a full disk only means that it is tried again after the next change.
        .catch(() => undefined);
    },
    sweep,
    stop: () => end.abort(),
  };
}

function inUse(store: OutboxStore): PicturesInUse {
  const needed = new Set(store.picturesInLog());
  for (const { photo } of store.changes) {
    if (photo === null) continue;
    for (const one of [photo, ...photo.replaced, ...(photo.before ? [photo.before] : [])]) {
      if (one.picture !== null) needed.add(one.picture.id);
    }
  }
  const own = store.ownPhotos;
  // Those of which the server has no small picture yet are shown by nobody else.
  for (const { avatarId, picture } of own) if (avatarId === null) needed.add(picture.id);
  return { needed, spare: new Set(own.map(({ picture }) => picture.id)) };
}
