import { formulaSafe } from './formula-safe.ts';

/** Without it, Excel reads UTF-8 as something else. */
export const byteOrderMark = '\uFEFF';

/** One line of CSV by RFC 4180, with its end; no cell of it is a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  const safe = formulaSafe(cell);
  // Blanks at the ends are part of a value, and some readers take them away.
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
