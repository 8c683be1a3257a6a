/** A component that can take the keyboard focus. */
export interface Focusable {
  focus(): void;
}
