import type { Attachment } from 'svelte/attachments';

/**
 * Where the control that has the focus is taken away and nothing else asks for the focus, `next` is
 * to take it: the keyboard must never be nowhere.
 */
export function keepFocus(next: () => void): Attachment<HTMLElement> {
  return (root) => {
    let focused: EventTarget | null = null;
    const isGone = (): boolean => focused instanceof Node && !focused.isConnected;

    function enter({ target }: FocusEvent): void {
      focused = target;
    }

    function leave({ target }: FocusEvent): void {
      // The browser may say so while it takes the control away, and before that is done.
      queueMicrotask(() => {
        if (focused === target && !isGone()) focused = null;
      });
    }

    function rescue(): void {
      if (!isGone()) return;
      focused = null;
      // What has taken the control away may know a better place for the focus, and goes first.
      setTimeout(() => {
        if (document.activeElement === document.body) next();
      });
    }

    const observer = new MutationObserver(rescue);
    observer.observe(root, { childList: true, subtree: true });
    root.addEventListener('focusin', enter);
    root.addEventListener('focusout', leave);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', enter);
      root.removeEventListener('focusout', leave);
    };
  };
}
