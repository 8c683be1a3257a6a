import type { PeopleSort } from '../../../preload/model/people-query.ts';
import type { ColumnId, Settings } from '../../../preload/model/settings.ts';

/** A column with its width, as the settings keep it. */
export type Column = Settings['columns'][number];

/** Every column that there is, in the order in which they are offered. */
export const allColumnIds: readonly ColumnId[] = [
  'name',
  'id',
  'jobTitle',
  'organization',
  'location',
  'email',
  'mobile',
  'telephone',
  'account',
  'changedAt',
];

/** The narrowest that a column can be made. */
export const minimumWidthPx = 72;

const newColumnWidthPx = 180;
/** Below this, a list has room for the names alone. */
const compactPx = 560;
/** How wide the name and the other columns are at least; a list that is too narrow scrolls sideways. */
const usefulNamePx = 200;
const usefulPx = 112;
/** What PeopleRow leaves free between columns, and at both ends together. */
const gapPx = 16;
const edgesPx = 32;

const sorts: Readonly<Partial<Record<ColumnId, PeopleSort>>> = {
  name: 'name',
  id: 'id',
  jobTitle: 'jobTitle',
  organization: 'organization',
  location: 'location',
  email: 'email',
  changedAt: 'changedAt',
};

/** What a click on a heading sorts by; null where the list cannot be sorted by that. */
export function sortOf(id: ColumnId): PeopleSort | null {
  return sorts[id] ?? null;
}

/** The columns with the name first, where it always is. */
export function nameFirst(columns: readonly Column[]): readonly Column[] {
  const name = columns.find(({ id }) => id === 'name') ?? { id: 'name', widthPx: 300 };
  return [name, ...columns.filter(({ id }) => id !== 'name')];
}

/** Whether a list is so narrow that it shows the name alone, and the job title below it. */
export function isCompact(listPx: number): boolean {
  return listPx < compactPx;
}

/** How wide a line is at least: in a list that is narrower, it scrolls sideways. */
export function leastLinePx(columns: readonly Column[]): number {
  return columns.length === 1
    ? 0
    : edgesPx + usefulNamePx + (columns.length - 1) * (gapPx + usefulPx);
}

/**
 * The columns as a CSS grid template: they share the width of the line in proportion, but none gets
 * less than is useful, if it was not made narrower by hand.
 */
export function templateOf(columns: readonly Column[]): string {
  return columns
    .map(({ id, widthPx }) => {
      const leastPx = Math.min(widthPx, id === 'name' ? usefulNamePx : usefulPx);
      return `minmax(${leastPx}px, ${widthPx}fr)`;
    })
    .join(' ');
}

/** Moves the border between a column and the next one; the others stay as they are. */
export function moveBorder(
  columns: readonly Column[],
  place: number,
  deltaPx: number,
): readonly Column[] {
  const left = columns[place];
  const right = columns[place + 1];
  if (left === undefined || right === undefined) return columns;
  const least = Math.min(0, minimumWidthPx - left.widthPx);
  const most = Math.max(0, right.widthPx - minimumWidthPx);
  const movedPx = Math.round(Math.max(least, Math.min(deltaPx, most)));
  return columns.map((column) => {
    if (column === left) return { ...column, widthPx: column.widthPx + movedPx };
    if (column === right) return { ...column, widthPx: column.widthPx - movedPx };
    return column;
  });
}

/** Moves a column to the place of another one; the name stays first. */
export function moveColumn(
  columns: readonly Column[],
  id: ColumnId,
  place: number,
): readonly Column[] {
  const moved = columns.find((column) => column.id === id);
  if (moved === undefined || id === 'name' || place < 1 || place >= columns.length) return columns;
  const others = columns.filter((column) => column !== moved);
  return others.toSpliced(place, 0, moved);
}

/** Shows a column at the end, or hides it. */
export function toggleColumn(columns: readonly Column[], id: ColumnId): readonly Column[] {
  const kept = columns.filter((column) => column.id !== id);
  return kept.length < columns.length ? kept : [...columns, { id, widthPx: newColumnWidthPx }];
}
