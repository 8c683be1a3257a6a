import type { PhotoType, Picture } from '../../../preload/model/photo.ts';

/** A picture with its bytes. */
export interface KeptPicture {
  readonly bytes: Uint8Array;
  /** As the bytes tell it. */
  readonly type: PhotoType;
}

/** Which pictures are wanted still. */
export interface PicturesInUse {
  /** Ids of pictures that nothing could bring back. */
  readonly needed: ReadonlySet<string>;
  /** Ids of pictures that are there for their quality only: some of them may go. */
  readonly spare: ReadonlySet<string>;
}

/**
 * Pictures that this computer keeps for one directory, each under the hash of its bytes: two of the
 * same are one, and none can be damaged unseen.
 */
export interface Pictures {
  /**
   * Keeps a picture for good: when it resolves, the disk has it. Rejects with `invalid` for anything
   * but JPEG and PNG, and with `storage`; then nothing of it is kept.
   */
  keep(bytes: Uint8Array): Promise<Picture>;
  /** Null where it is gone or damaged. */
  read(id: string): Promise<KeptPicture | null>;
  /**
   * Deletes what is not in use, and of the spare ones those not looked at for longest where they are
   * too many. What was kept a moment ago and is not named anywhere yet stays. Answers which of the
   * spare ones are gone. Never rejects.
   */
  sweep(inUse: () => PicturesInUse): Promise<readonly string[]>;
  /** Resolves once nothing is written any more. */
  close(): Promise<void>;
}
