import type { PersonRow } from '../../../preload/model/person.ts';
import type { Texts } from '../../i18n/texts.ts';

/** What a screen reader says of a row or a card, the display name first. */
export function rowNameOf(row: PersonRow | undefined, texts: Texts): string {
  if (row === undefined) return texts.people.loadingRow;
  const parts = [
    row.displayName,
    row.enabled ? null : texts.people.disabled,
    row.jobTitle,
    row.organization,
    row.email,
    row.changeState === null ? null : texts.outbox.badges[row.changeState],
  ];
  return parts.filter((part) => part !== null).join(', ');
}
