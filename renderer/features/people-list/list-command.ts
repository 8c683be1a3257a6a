/** What a key on the list asks for. */
export type ListCommand =
  | { readonly kind: 'open' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'leap'; readonly letter: string }
  | {
      readonly kind: 'move';
      /** With Shift: picks all on the way. */
      readonly isExtending: boolean;
      /** With Control: lets be picked what is. */
      readonly isKeeping: boolean;
    };

const moves = new Set([
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'PageDown',
  'PageUp',
  'Home',
  'End',
]);

/** Reads a key press on the list; null where it is not meant for the list. */
export function commandOf(event: KeyboardEvent, isTyping: boolean): ListCommand | null {
  const { key, shiftKey } = event;
  if (event.isComposing || event.altKey) return null;
  const isKeeping = event.ctrlKey || event.metaKey;
  if (moves.has(key)) return { kind: 'move', isExtending: shiftKey, isKeeping };
  if (key === ' ' && !isTyping) return { kind: 'toggle' };
  if (isKeeping) return null;
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (key === 'Enter') return { kind: 'open' };
  // The slash leads to the search box.
  if (/^.$/u.test(key) && key !== '/') return { kind: 'leap', letter: key };
  return null;
}
