import type { Cropping } from '../../state/cropping.svelte.ts';

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

/** As much of a key press as matters here. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Reads a key press on the picture; null where it is none of its keys. */
export function cropCommandOf(event: KeyPress): CropCommand | null {
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

/** The same beside the picture, where arrows, Home and Enter belong to what has the focus. */
export function commandBesideOf(event: KeyPress): CropCommand | null {
  const command = cropCommandOf(event);
  const isForAll = command?.kind === 'zoom' || command?.kind === 'turn' || event.key === '0';
  return isForAll ? command : null;
}

/** Does to a crop what a key says. */
export function obey(
  command: CropCommand,
  cropping: Pick<Cropping, 'move' | 'zoomBy' | 'turn' | 'reset'>,
  use: () => void,
): void {
  if (command.kind === 'move') cropping.move(command.right, command.down);
  else if (command.kind === 'zoom') cropping.zoomBy(command.factor);
  else if (command.kind === 'turn') cropping.turn(command.direction);
  else if (command.kind === 'reset') cropping.reset();
  else use();
}
