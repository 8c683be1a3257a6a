import type { ColumnId } from '../../preload/model/settings.ts';
import { formulaSafe } from './formula-safe.ts';
import type { StoredPerson } from './ports/directory-store.ts';

/** Rows for the clipboard: text with tabs for plain programs, a table for spreadsheets. */
export interface CopiedRows {
  readonly text: string;
  readonly html: string;
}

const cellOf: Readonly<Record<ColumnId, (stored: StoredPerson) => string | null>> = {
  name: ({ person }) => person.displayName,
  id: ({ person }) => person.id,
  jobTitle: ({ person }) => person.jobTitle,
  organization: ({ person }) => person.company.organization,
  location: ({ person }) => person.location,
  email: ({ person }) => person.email,
  mobile: ({ person }) => person.mobile,
  telephone: ({ person }) => person.telephone,
  account: ({ person }) => (person.enabled ? 'Enabled' : 'Disabled'),
  changedAt: ({ changedAt }) => new Date(changedAt * 1000).toISOString(),
};

/** Lays people out as rows of the given columns. */
export function rowsAsTable(
  people: readonly StoredPerson[],
  columns: readonly ColumnId[],
): CopiedRows {
  const rows = people.map((stored) => columns.map((column) => plain(cellOf[column](stored) ?? '')));
  const html = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('');
  return {
    text: rows.map((cells) => cells.join('\t')).join('\n'),
    html: `<table>${html}</table>`,
  };
}

/** One line, and never a formula. */
function plain(value: string): string {
  return formulaSafe(value.replace(/[\t\r\n\0]+/g, ' '));
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
