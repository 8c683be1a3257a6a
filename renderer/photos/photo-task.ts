import type { PhotoType } from '../../preload/model/photo.ts';
import type { Crop } from '../../preload/rules/crop.ts';
import type { PictureFault, PictureKind } from '../../preload/rules/pictures/picture-header.ts';

/** Why a file did not become a photo; `en-photos.ts` has a sentence for each. */
export type PhotoFault = PictureFault | 'unreadable' | 'too-slow' | 'failed';

/** A picture that is decoded to be looked at, its sides turned as the camera was. */
export interface OpenPicture {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  /** Smaller than the picture where that is large. To be closed by whoever gets it. */
  readonly bitmap: ImageBitmap;
}

/** A photo as it is sent: square, at most 512 pixels wide, with nothing in it but pixels. */
export interface MadePhoto {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PhotoType;
  readonly sidePx: number;
}

/** What the worker is to do with a file. */
export type PhotoTask =
  | { readonly kind: 'open'; readonly file: Blob; readonly longestPx: number }
  /** Without a crop, the worker crops by the rule of `defaultCrop`. */
  | { readonly kind: 'make'; readonly file: Blob; readonly crop: Crop | null };

/** What came of a task. */
export type PhotoAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: PhotoFault };
