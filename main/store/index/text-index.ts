import { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';
import { LetterSets } from './letter-sets.ts';
import { Lexicon } from './lexicon.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { Postings } from './postings.ts';
import { WordTexts } from './word-texts.ts';
import { blank, spell, TextUnits, WordSpans } from './words.ts';

const blankUnits = Uint16Array.of(blank);

/** What a text has to contain: folded, not empty, without blanks at its ends. */
export interface Wanted {
  readonly text: string;
  /** The number of the line that has to contain it; null for any. */
  readonly line: number | null;
  /** Whether a line has to start with it. */
  readonly isAtStart?: true;
}

/**
 * Folded texts of several lines, one text a slot, with an exact search for substrings. What is
 * wanted is taken apart into words as the texts are; each piece is looked for among the different
 * words, and who has those is looked up. Only where pieces must be neighbours, or in one line, are
 * texts read. A line break at the very end of a text is lost.
 */
export class TextIndex {
  readonly #lexicon = new Lexicon();
  readonly #postings = new Postings();
  readonly #letters = new LetterSets();
  readonly #texts: WordTexts;
  /** The numbers up to it are of what nearly everybody has: to know who does helps nobody. */
  readonly #lastUnlisted: number;
  // Room to work in: the units and the words of one text. There is always room for the longest.
  readonly #units = new TextUnits();
  readonly #spans = new WordSpans();
  #words = new Uint32Array(256);

  constructor() {
    const numberOf = (separator: string): number =>
      this.#numberOf(this.#units.set(separator), 0, 1);
    const lineBreak = numberOf('\n');
    this.#texts = new WordTexts(lineBreak);
    numberOf(' ');
    this.#lastUnlisted = numberOf('\t');
  }

  /** How many texts there are; the next one gets this slot. */
  get size(): number {
    return this.#texts.size;
  }

  /** Adds the text of the next slot. */
  add(text: string): void {
    const slot = this.size;
    const units = this.#units.set(text);
    const { starts, ends, count } = this.#spans.set(units);
    const words = withRoom(this.#words, count);
    for (let at = 0; at < count; at += 1) {
      const word = this.#numberOf(units, starts[at] ?? 0, ends[at] ?? 0);
      words[at] = word;
      if (word > this.#lastUnlisted) this.#postings.add(word, slot);
    }
    this.#words = words;
    this.#texts.append(words, count);
    this.#letters.add(slot, words, count);
  }

  /** The text of a slot. */
  textOf(slot: number): string {
    const lines: string[] = [];
    this.#texts.open(slot);
    while (this.#texts.hasMore) lines.push(this.#spellLine());
    return lines.join('\n');
  }

  /** One line of a text; empty where there is none. */
  lineOf(slot: number, line: number): string {
    this.#texts.open(slot);
    for (let before = 0; before < line; before += 1) this.#texts.readLine(this.#words);
    return this.#spellLine();
  }

  /** The slots whose texts contain what is wanted; where `among` is given, of those at least. */
  slotsWith(wanted: Wanted, among: Bitset | null = null): Bitset {
    const pieces = piecesOf(wanted);
    const [piece] = pieces;
    if (piece === undefined) return new Bitset();
    if (pieces.length === 1 && wanted.line === null) return this.#slotsWithPiece(piece);
    const candidates = this.#candidatesFor(pieces);
    if (among !== null) candidates.intersect(among);
    const found = new Bitset(this.size);
    const patterns = pieces.map((each) => this.#wordsWith(each));
    candidates.forEach((slot) => {
      if (this.#isIn(slot, patterns, wanted)) found.add(slot);
    });
    return found;
  }

  /** The next line of the open text. */
  #spellLine(): string {
    const count = this.#texts.readLine(this.#words);
    let isAfterWord = false;
    this.#units.clear();
    for (let at = 0; at < count; at += 1) {
      const word = this.#words[at] ?? 0;
      const isWord = this.#lexicon.isWord(word);
      if (isAfterWord && isWord) this.#units.append(blankUnits);
      this.#units.append(this.#lexicon.unitsOf(word));
      isAfterWord = isWord;
    }
    return spell(this.#units.units);
  }

  #numberOf(units: TextUnits, start: number, end: number): number {
    const next = this.#lexicon.size;
    const word = this.#lexicon.numberOf(units.cells, start, end);
    if (word === next) this.#letters.addWord(word, units.cells.subarray(start, end));
    return word;
  }

  #wordsWith({ units, place }: Piece): Bitset {
    const words = new Bitset(this.#lexicon.size);
    this.#lexicon.visitWith(units, place, (word) => words.add(word));
    return words;
  }

  #slotsWithPiece({ units, place }: Piece): Bitset {
    const [unit = 0] = units;
    const kept = units.length === 1 && place === 'anywhere' ? this.#letters.slotsWith(unit) : null;
    if (kept !== null) return kept.copy();
    const slots = new Bitset(this.size);
    this.#lexicon.visitWith(units, place, (word) => this.#postings.collect(word, slots));
    return slots;
  }

  /** Who has all pieces, wherever. */
  #candidatesFor(pieces: readonly Piece[]): Bitset {
    const [first = new Bitset(), ...others] = pieces
      .filter(({ units }) => units[0] !== blank)
      .map((piece) => this.#slotsWithPiece(piece));
    for (const other of others) first.intersect(other);
    return first;
  }

  /** Whether the words of a line match the patterns one after the other. */
  #isIn(slot: number, patterns: readonly Bitset[], { line, isAtStart }: Wanted): boolean {
    this.#texts.open(slot);
    for (let number = 0; this.#texts.hasMore; number += 1) {
      const count = this.#texts.readLine(this.#words);
      if (line !== null && number < line) continue;
      const last = isAtStart === true ? 0 : count - patterns.length;
      for (let at = 0; at <= last; at += 1) if (this.#isAt(at, count, patterns)) return true;
      if (line !== null) return false;
    }
    return false;
  }

  #isAt(at: number, count: number, patterns: readonly Bitset[]): boolean {
    if (at + patterns.length > count) return false;
    for (let next = 0; next < patterns.length; next += 1) {
      if (patterns[next]?.has(this.#words[at + next] ?? 0) !== true) return false;
    }
    return true;
  }
}
