import type { Attachment } from 'svelte/attachments';
import type { PhotoTarget } from '../../state/photos.svelte.ts';

type FindTarget = () => PhotoTarget | null;

const targets = new WeakMap<Element, FindTarget>();

/** Makes an element a place to drop a photo on; it is asked what it stands for when it matters. */
export function photoTarget(find: FindTarget): Attachment<HTMLElement> {
  return (element) => {
    targets.set(element, find);
    return () => targets.delete(element);
  };
}

/** The place that something lies on, and what it stands for. */
export function findPhotoTarget(
  place: EventTarget | null,
): { readonly element: Element; readonly target: PhotoTarget } | null {
  let element = place instanceof Element ? place : null;
  for (; element !== null; element = element.parentElement) {
    const target = targets.get(element)?.() ?? null;
    if (target !== null) return { element, target };
  }
  return null;
}
