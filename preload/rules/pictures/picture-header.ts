/** The kinds of picture that Rollcall reads. */
export const pictureKinds = ['png', 'jpeg', 'webp', 'gif', 'avif', 'bmp'] as const;

export type PictureKind = (typeof pictureKinds)[number];

/** Why a file is not decoded; the interface has a sentence for each. */
export type PictureFault =
  | 'empty'
  | 'too-heavy'
  | 'too-many-pixels'
  | 'truncated'
  | 'damaged'
  | 'contradictory'
  | 'polyglot'
  | 'heic'
  | 'svg'
  | 'tiff'
  | 'animated-avif'
  | 'unknown';

/** What a picture says of itself before it is decoded. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  /** Where the picture ends in its file; what comes after it is something else. */
  readonly end: number;
}

/**
 * Reads the header of one kind of picture. A `RangeError` of the view is a file that ends too early:
 * none of the readers looks at lengths itself.
 */
export type HeaderReader = (view: DataView) => PictureHeader | PictureFault;

/** The text of bytes that are ASCII, such as names of chunks. */
export function textAt(view: DataView, at: number, length: number): string {
  let text = '';
  for (let place = at; place < at + length; place += 1) {
    text += String.fromCharCode(view.getUint8(place));
  }
  return text;
}

/** Whether a size can be that of a picture. */
export function isSize(width: number, height: number): boolean {
  return width > 0 && height > 0;
}
