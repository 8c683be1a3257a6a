import fc from 'fast-check';
import { fold } from '../../../../../preload/rules/fold.ts';

/** Letters of several scripts and lengths, and what may stand between them; few, so that much is found. */
const unit = fc.constantFrom(
  ...['a', 'b', 'n', 'é', 'ß', '1', '0', 'Ж', 'ж', '張', '伟', 'ب', '😀', '😃', '–'],
  ...[' ', ' ', '.', '@', '-', "'", '+', ':'],
);

/** A text as the index gets it: folded, and on one line. */
export const foldedText = fc.string({ unit, maxLength: 12 }).map(fold);

/** What may be looked for: folded, and not empty. */
export const foldedPart = fc
  .string({ unit, minLength: 1, maxLength: 4 })
  .map(fold)
  .filter((text) => text !== '');
