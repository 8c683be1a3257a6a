/** A line of a DescriptionList. */
export interface Entry {
  readonly label: string;
  readonly value: string;
  /** Set for identifiers, which are shown letter by letter. */
  readonly isCode?: boolean;
}
