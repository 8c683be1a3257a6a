import type { Session } from '../../../preload/model/session.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Dragged } from '../../photos/dropped-files.ts';
import type { PhotoTarget } from '../../state/photos.svelte.ts';
import { reasonFor } from './photo-reason.ts';
import { findPhotoTarget } from './photo-target.ts';

/** What a drop at some place would do. */
export interface DropAim {
  readonly sentence: string;
  /** Nothing is taken here, for the reason in the sentence. */
  readonly isRefused: boolean;
  /** What is dropped on, as far as it is in sight; null for the window as a whole. */
  readonly box: DOMRect | null;
  readonly target: PhotoTarget | null;
}

/** What the aim depends on beside the place. */
export interface Surroundings {
  readonly session: Session;
  readonly texts: Texts;
  /** Whether several files or a folder are taken. */
  readonly takesMany: boolean;
}

/** Tells what a drop would do; null where what is dragged is none of ours. */
export function aimOf(
  place: EventTarget | null,
  dragged: Dragged,
  { session, texts, takesMany }: Surroundings,
): DropAim | null {
  if (dragged.kind === 'nothing') return null;
  const words = texts.photos.drop;
  const found = findPhotoTarget(place);
  const dialog = document.querySelector('dialog[open]');
  if (dialog !== null && (found === null || !dialog.contains(found.element))) {
    return refuse(words.busy);
  }
  if (dragged.kind === 'files') {
    if (!takesMany || dialog !== null) return refuse(words.oneOnly);
    return { sentence: words.several(dragged.count), isRefused: false, box: null, target: null };
  }
  if (found === null) {
    // A folder is not told from a file before it is dropped.
    const sentence = takesMany ? words.onSomebodyOrFolder : words.onSomebody;
    return { sentence, isRefused: false, box: null, target: null };
  }
  const { element, target } = found;
  const box = boxInSight(element);
  const reason = reasonFor(target, session, texts);
  if (reason !== null) return { sentence: reason, isRefused: true, box, target: null };
  const name = target.owner?.displayName;
  const sentence = name === undefined ? words.hereForNew : words.here(name);
  return { sentence, isRefused: false, box, target };
}

function refuse(sentence: string): DropAim {
  return { sentence, isRefused: true, box: null, target: null };
}

/** Rows and cards scroll below the edges of their list. */
function boxInSight(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  const list = element.closest('[role=grid]')?.getBoundingClientRect();
  if (list === undefined) return box;
  const [left, top] = [Math.max(box.left, list.left), Math.max(box.top, list.top)];
  const [right, bottom] = [Math.min(box.right, list.right), Math.min(box.bottom, list.bottom)];
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}
