/** Whether shortcuts are made with the Command key. */
function isMac(): boolean {
  return navigator.userAgent.includes('Macintosh');
}

/** A shortcut as the system writes it. */
export function shortcutOf(letter: string): string {
  return isMac() ? `⌘${letter}` : `Ctrl+${letter}`;
}
