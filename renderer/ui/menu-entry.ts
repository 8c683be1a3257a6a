interface MenuChoice {
  readonly label: string;
  /** Keys that do the same, or a number; shown at the end of the line. */
  readonly hint?: string;
  /** A tone of the tokens, shown as a dot beside the label. */
  readonly tone?: string;
  readonly isDisabled?: boolean;
  /** Why it is disabled, or whatever else there is to say. */
  readonly title?: string;
  readonly onselect: () => void;
}

/** A line of a Menu. */
export type MenuEntry =
  | ({ readonly kind: 'action' } & MenuChoice)
  | ({ readonly kind: 'check' | 'radio'; readonly isChecked: boolean } & MenuChoice)
  | { readonly kind: 'line' };

/** What makes a line disabled for a reason, and leaves it alone without one. */
export function disabledBy(reason: string | undefined): Partial<MenuChoice> {
  return reason === undefined ? {} : { isDisabled: true, title: reason };
}
