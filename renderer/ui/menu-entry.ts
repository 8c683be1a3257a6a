interface MenuChoice {
  readonly label: string;
  /** Keys that do the same, or a number; shown at the end of the line. */
  readonly hint?: string;
  readonly onselect: () => void;
}

/** A line of a Menu. */
export type MenuEntry =
  | ({ readonly kind: 'action'; readonly isDisabled?: boolean } & MenuChoice)
  | ({ readonly kind: 'check' | 'radio'; readonly isChecked: boolean } & MenuChoice)
  | { readonly kind: 'line' };
