/** The system's clipboard; one write replaces all that was on it. */
export interface Clipboard {
  write(content: { readonly text: string; readonly html?: string }): Promise<void>;
}
