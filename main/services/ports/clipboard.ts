/** The system's clipboard; one write replaces all that was on it. */
export interface Clipboard {
  write(content: { readonly text: string; readonly html?: string }): Promise<void>;
  /** Puts a picture on it, such as other programs paste it. */
  writeImage(picture: { readonly bytes: Uint8Array }): Promise<void>;
}
