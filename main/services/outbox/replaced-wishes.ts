import type { PhotoChange } from '../../../preload/model/photo.ts';

/** More than anybody takes back one after the other. */
const mostKept = 20;

/** What undo goes back to where something else is wanted in place of what a change leads to. */
export function wishesOf({ replaced, picture, jobId }: PhotoChange): PhotoChange['replaced'] {
  return [...replaced, { picture, jobId }].slice(-mostKept);
}

/** The change as it was before the latest wish; null where there was no other one. */
export function withoutLatestWish(photo: PhotoChange): PhotoChange | null {
  const former = photo.replaced.at(-1);
  return former === undefined
    ? null
    : { ...photo, ...former, replaced: photo.replaced.slice(0, -1) };
}
