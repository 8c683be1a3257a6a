import type { Directory } from '../../state/context.ts';
import type { PhotoOwner } from '../../state/photo-changes.svelte.ts';

/**
 * Whom a photo that is pasted is for: the one who is picked, else open, else under the keyboard in the
 * list; null where that is nobody, or several.
 */
export function chosenPerson({ people, cursor, picks, person }: Directory): PhotoOwner | null {
  const row = people.rowAt(cursor.index) ?? null;
  if (picks.count > 0) return picks.count === 1 && row !== null && picks.has(row.id) ? row : null;
  if (person.head !== null) return person.head;
  return document.activeElement?.getAttribute('role') === 'grid' ? row : null;
}
