/** A component that can take the keyboard focus. */
export interface Focusable {
  focus(): void;
}

/** A text field that can be gone on with. */
export interface FocusableText extends Focusable {
  /** Takes the focus, to go on typing behind what is there. */
  focusEnd(): Promise<void>;
}
