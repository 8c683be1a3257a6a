import { personWith } from '../../support/people.ts';
import { paintPicture } from './pictures.ts';

export const ada = personWith({ id: 'ada', firstName: 'Ada', lastName: 'Lovelace' });
export const zoe = personWith({ id: 'zoe', firstName: 'Zoë', lastName: 'Åkesson' });

/** A picture to show, of one pixel. */
export const pixelUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A photograph as a file. */
export async function pictureFile(size = { width: 200, height: 400 }): Promise<File> {
  return new File([await paintPicture(size)], 'holiday.png', { type: 'image/png' });
}
