/** What a key press means wherever the focus is in the directory. */
type Shortcut = 'find' | 'refresh' | 'select-all' | 'copy' | 'new-person' | 'escape';

const withControl: Readonly<Record<string, Shortcut>> = {
  f: 'find',
  r: 'refresh',
  a: 'select-all',
  c: 'copy',
  n: 'new-person',
};

function isTextField(target: EventTarget | null): boolean {
  const fields = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement];
  return fields.some((field) => target instanceof field);
}

/** Whether the user has marked some text, which is then what "copy" is about. */
function hasMarkedText(): boolean {
  return document.getSelection()?.isCollapsed === false;
}

/** Reads a key press; null where it is not one of the directory's shortcuts. */
export function shortcutFor(event: KeyboardEvent): Shortcut | null {
  if (event.isComposing || event.altKey || event.defaultPrevented) return null;
  if (event.key === 'Escape') return 'escape';
  if (!event.ctrlKey && !event.metaKey) {
    return event.key === '/' && !isTextField(event.target) ? 'find' : null;
  }
  const shortcut = event.shiftKey ? undefined : withControl[event.key.toLowerCase()];
  if (shortcut === undefined) return null;
  const isText = shortcut === 'select-all' || shortcut === 'copy';
  if (isText && isTextField(event.target)) return null;
  return shortcut === 'copy' && hasMarkedText() ? null : shortcut;
}

/** The digit, 1 to 9, pressed together with Control or Command, wherever the layout has it. */
export function digitOf(event: KeyboardEvent): number | null {
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1];
  return isShortcut && digit !== undefined ? Number(digit) : null;
}
