import type { Picture } from '../model/photo.ts';

/** The address at which the page finds a picture that this computer keeps. */
export function pictureUrlOf({ id }: Pick<Picture, 'id'>): string {
  return `app://rollcall/picture/${id}`;
}
