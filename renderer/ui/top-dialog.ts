import type { Attachment } from 'svelte/attachments';

/** The dialog that nothing else is open above; null where none is. */
export function topDialog(): Element | null {
  return [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;
}

/**
 * Moves an element to where the contents of the topmost dialog begin: what is beside a dialog is
 * behind its veil, cannot be reached, and is not read out.
 */
export const intoTopDialog: Attachment<HTMLElement> = (element) => {
  topDialog()?.querySelector('[data-dialog-content]')?.prepend(element);
  element.scrollIntoView({ block: 'nearest' });
};
