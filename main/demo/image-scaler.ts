/** Both sides of the square that photos are fitted into. */
export const avatarSizePixels = 64;

/** Makes the small picture that the People API shows of an uploaded photo. */
export interface ImageScaler {
  /**
   * The photo as a PNG fitted into a square of `avatarSizePixels`: aspect kept, never enlarged, not
   * cropped, turned as its EXIF data says. `null` where the bytes cannot be read as a picture.
   */
  fit(bytes: Uint8Array): Promise<Uint8Array | null>;
}
