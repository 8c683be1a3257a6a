import type { Place } from './lexicon.ts';
import { TextUnits, visitWords } from './words.ts';

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
  const spans: [start: number, end: number][] = [];
  visitWords(units, (start, end) => spans.push([start, end]));
  const isFirstOpen = wanted.isAtStart !== true;
  return spans.map(([start, end], at) => ({
    units: units.cells.slice(start, end),
    place: placeOf(at === 0 && isFirstOpen, at === spans.length - 1),
  }));
}

function placeOf(mayBeginEarlier: boolean, mayEndLater: boolean): Place {
  if (mayBeginEarlier) return mayEndLater ? 'anywhere' : 'end';
  return mayEndLater ? 'start' : 'whole';
}
