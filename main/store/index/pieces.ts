import type { Place } from './lexicon.ts';
import { TextUnits, WordSpans } from './words.ts';

/** A word or a part of one, or what stands between two words. */
export interface Piece {
  readonly units: Uint16Array;
  readonly place: Place;
}

/**
 * Takes a text apart as texts are. Where it stands in the middle of another one, its first piece
 * ends a word there and its last one starts a word; what is between them is there as a whole.
 */
export function piecesOf(wanted: { readonly text: string; readonly isAtStart?: true }): Piece[] {
  const units = new TextUnits().set(wanted.text);
  const { starts, ends, count } = new WordSpans().set(units);
  const isFirstOpen = wanted.isAtStart !== true;
  return Array.from({ length: count }, (_, at) => ({
    units: units.cells.slice(starts[at], ends[at]),
    place: placeOf(at === 0 && isFirstOpen, at === count - 1),
  }));
}

function placeOf(mayBeginEarlier: boolean, mayEndLater: boolean): Place {
  if (mayBeginEarlier) return mayEndLater ? 'anywhere' : 'end';
  return mayEndLater ? 'start' : 'whole';
}
