import type { Session } from '../../../preload/model/session.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Dragged } from '../../photos/dropped-files.ts';
import type { PhotoTarget } from '../../state/photos.svelte.ts';
import { topDialog } from '../../ui/top-dialog.ts';
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
  /** Whether photos are matched to people here, and nobody is there to drop one on. */
  readonly isMatching: boolean;
}

/** Tells what a drop would do; null where what is dragged is none of ours. */
export function aimOf(
  place: EventTarget | null,
  dragged: Dragged,
  surroundings: Surroundings,
): DropAim | null {
  const { session, texts } = surroundings;
  const words = texts.photos.drop;
  const dialog = topDialog();
  const found = findPhotoTarget(place);
  if (dragged.kind === 'nothing') return null;
  if (dragged.kind === 'files' || dragged.kind === 'folder')
    return aimOfMany(dragged, surroundings);
  if (dialog !== null && !dialog.contains(found?.element ?? null)) {
    return refuse(words.busy);
  }
  // Whether the picture itself comes with its address is not told before it is dropped.
  if (dragged.kind === 'link') return refuse(words.link);
  if (found === null) return take(sentenceForNobody(dragged, surroundings));
  const { element, target } = found;
  const box = boxInSight(element);
  const reason = reasonFor(target, session, texts);
  if (reason !== null) return { sentence: reason, isRefused: true, box, target: null };
  return { sentence: sentenceFor(target, dragged, surroundings), isRefused: false, box, target };
}

function aimOfMany(
  dragged: Extract<Dragged, { readonly kind: 'files' | 'folder' }>,
  { texts, takesMany }: Surroundings,
): DropAim {
  const words = texts.photos.drop;
  if (topDialog() !== null) return refuse(words.busyForMany);
  if (!takesMany) return refuse(words.oneOnly);
  return take(dragged.kind === 'files' ? words.several(dragged.count) : words.folder);
}

function sentenceForNobody(
  { kind }: Dragged,
  { texts, takesMany, isMatching }: Surroundings,
): string {
  const words = texts.photos.drop;
  if (isMatching && takesMany) return words.match;
  return takesMany && kind === 'file-or-folder' ? words.onSomebodyOrFolder : words.onSomebody;
}

function sentenceFor(
  { owner }: PhotoTarget,
  { kind }: Dragged,
  { texts, takesMany }: Surroundings,
): string {
  const words = texts.photos.drop;
  const isFile = kind === 'file';
  if (owner === null) return isFile ? words.hereForNew : words.pictureForNew;
  const { displayName: name } = owner;
  if (isFile) return words.here(name);
  return takesMany ? words.pictureOrFolder(name) : words.picture(name);
}

function take(sentence: string): DropAim {
  return { sentence, isRefused: false, box: null, target: null };
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
