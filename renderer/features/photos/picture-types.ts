import { pictureKinds } from '../../../preload/rules/pictures/picture-header.ts';

/** What the dialog of the system offers: the kinds of picture that photos are made of. */
export const pictureTypes = pictureKinds.map((kind) => `image/${kind}`).join();
