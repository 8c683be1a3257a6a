import type { PersonRow } from '../../../preload/model/person.ts';
import type { ColumnId } from '../../../preload/model/settings.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import type { Texts } from '../../i18n/texts.ts';
import { visibleTextOf } from '../person/visible-text.ts';

/** What stands in a cell, and where the search looks for it; `field` is null where it does not. */
export interface CellText {
  readonly text: string;
  readonly field: SearchField | null;
}

function accountOf(row: PersonRow, texts: Texts['people']): string {
  const words = [
    row.enabled ? texts.enabled : texts.disabled,
    row.isAdmin ? texts.administrator : null,
    row.isManaged ? texts.managed : null,
  ];
  return words.filter((word) => word !== null).join(' · ');
}

/** The text of a row in a column. */
export function cellTextOf(row: PersonRow, column: ColumnId, texts: Texts['people']): CellText {
  switch (column) {
    case 'name':
      return { text: row.displayName, field: 'name' };
    case 'id':
      return { text: visibleTextOf(row.id), field: 'id' };
    case 'jobTitle':
    case 'organization':
    case 'location':
    case 'email':
      return { text: row[column] ?? '', field: column };
    case 'mobile':
    case 'telephone':
      return { text: row[column] ?? '', field: 'phone' };
    case 'account':
      return { text: accountOf(row, texts), field: null };
    case 'changedAt':
      return { text: texts.changedAt(row.changedAt), field: null };
  }
}
