import type { Texts } from '../../i18n/texts.ts';
import type { PhotoChanges, PhotoOwner } from '../../state/photo-changes.svelte.ts';
import type { PhotoExporting } from '../../state/photo-export.svelte.ts';
import type { Picks } from '../../state/picks.svelte.ts';
import { disabledBy, type MenuEntry } from '../../ui/menu-entry.ts';

/** The export of the photos of those who are picked. */
export function exportEntryOf(
  { count, picked }: Pick<Picks, 'count' | 'picked'>,
  exporting: Pick<PhotoExporting, 'isRunning' | 'want'>,
  words: Texts['photos']['menu'],
): MenuEntry {
  return {
    kind: 'action',
    label: words.exportOf(count),
    isDisabled: exporting.isRunning,
    onselect: () => void exporting.want(picked),
  };
}

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
