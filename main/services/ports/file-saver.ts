/** A file to be written, as the user is asked for it. */
export interface FileQuestion {
  readonly suggestedName: string;
  /** Names the kind of file in the dialog, such as "CSV". */
  readonly kind: string;
  /** Without the dot. */
  readonly extension: string;
}

/** A file that is written in pieces: it is there as a whole in the end, or as it was before. */
export interface FileSink {
  /** Rejects with `storage`. */
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. Rejects with `storage`. */
  finish(): Promise<void>;
  /** Leaves nothing of it. Never rejects. */
  discard(): Promise<void>;
}

/** Lets the user choose a file, and writes it. */
export interface FileSaver {
  /** Resolves with false where the user has chosen none; rejects with `storage`. */
  save(file: FileQuestion & { readonly contents: Iterable<string> | Uint8Array }): Promise<boolean>;
  /** The same for a file in pieces; null where the user has chosen none. */
  open(file: FileQuestion): Promise<FileSink | null>;
}
