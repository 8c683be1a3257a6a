/** Lets a file be dragged out of the window. */
export interface FileDragger {
  /**
   * Goes on with the drag under way as the drag of a file of that name; the file is gone at the end
   * of Rollcall at the latest. Rejects with `storage` where it cannot be written.
   */
  drag(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
}
