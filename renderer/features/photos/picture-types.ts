/** What the dialog of the system offers: the kinds of picture that photos are made of. */
export const pictureTypes = ['png', 'jpeg', 'webp', 'gif', 'avif', 'bmp']
  .map((name) => `image/${name}`)
  .join();
