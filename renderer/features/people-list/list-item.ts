import type { PersonRow } from '../../../preload/model/person.ts';

/** What a row or a card needs to know. */
export interface ListItem {
  readonly id: string;
  /** Counted from 0. */
  readonly index: number;
  /** Undefined while the row is on its way. */
  readonly row: PersonRow | undefined;
  /** Where the keyboard is. */
  readonly isCurrent: boolean;
  readonly isPicked: boolean;
  /** Picked, or, while nobody is, open. */
  readonly isSelected: boolean;
  readonly onclick: (event: MouseEvent) => void;
  readonly oncontextmenu: (event: MouseEvent) => void;
}
