/** Keeps the pictures that were asked for last. */
export interface PictureCache {
  get(key: number, draw: () => Uint8Array): Uint8Array;
}

/** Creates a cache of so many pictures. */
export function createPictureCache(capacity: number): PictureCache {
  // A Map keeps the order of insertion: the first key is the one that was not asked for longest.
  const pictures = new Map<number, Uint8Array>();
  return {
    get(key, draw) {
      const picture = pictures.get(key) ?? draw();
      pictures.delete(key);
      pictures.set(key, picture);
      const [oldest] = pictures.keys();
      if (pictures.size > capacity && oldest !== undefined) pictures.delete(oldest);
      return picture;
    },
  };
}
