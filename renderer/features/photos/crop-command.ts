/** What a key does to a crop. */
type CropCommand =
  | { readonly kind: 'move'; readonly right: number; readonly down: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'turn'; readonly direction: 'left' | 'right' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'use' };

/** Parts of the frame's side. */
const step = 0.02;
const leap = 0.1;
const zoomFactor = 1.1;

const ways: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Reads a key press on the picture; null where it is none of its keys. */
export function cropCommandOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): CropCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const way = ways[event.key];
  if (way !== undefined) {
    const far = event.shiftKey ? leap : step;
    return { kind: 'move', right: way[0] * far, down: way[1] * far };
  }
  switch (event.key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: zoomFactor };
    case '-':
    case '−':
      return { kind: 'zoom', factor: 1 / zoomFactor };
    case 'r':
    case 'R':
      return { kind: 'turn', direction: event.shiftKey ? 'left' : 'right' };
    case '0':
    case 'Home':
      return { kind: 'reset' };
    case 'Enter':
      return { kind: 'use' };
    default:
      return null;
  }
}
