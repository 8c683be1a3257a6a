import type { Texts } from '../../i18n/texts.ts';
import type { PhotoChanges, PhotoOwner } from '../../state/photo-changes.svelte.ts';
import { disabledBy, type MenuEntry } from '../../ui/menu-entry.ts';

/** What can be done with a photo without changing it, as lines of a menu. */
export function photoEntriesOf(
  owner: PhotoOwner,
  hasPhoto: boolean,
  changes: Pick<PhotoChanges, 'save' | 'copy'>,
  words: Texts['photos'],
): MenuEntry[] {
  const absence = disabledBy(hasPhoto ? undefined : words.none);
  return [
    {
      kind: 'action',
      label: words.save,
      ...absence,
      onselect: () => void changes.save(owner),
    },
    {
      kind: 'action',
      label: words.copy,
      ...absence,
      onselect: () => void changes.copy(owner),
    },
  ];
}
