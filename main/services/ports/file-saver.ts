/** Lets the user choose a file, and writes it. */
export interface FileSaver {
  /** Resolves with false where the user has chosen none; rejects with `storage`. */
  save(file: {
    readonly suggestedName: string;
    /** Names the kind of file in the dialog, such as "CSV". */
    readonly kind: string;
    /** Without the dot. */
    readonly extension: string;
    readonly contents: Iterable<string> | Uint8Array;
  }): Promise<boolean>;
}
