const forgetAfterMs = 900;

/** Letters typed one after the other on the list, to leap to a name. */
export class TypeAhead {
  #typed = '';
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Whether the next letter continues what has been typed. */
  isTyping(nowMs: number): boolean {
    return this.#typed !== '' && nowMs - this.#lastMs < forgetAfterMs;
  }

  /** Adds a letter; tells what to look for, and whether to begin behind the present row. */
  add(letter: string, nowMs: number): { readonly prefix: string; readonly isNext: boolean } {
    const before = this.isTyping(nowMs) ? this.#typed : '';
    this.#typed = before + letter;
    this.#lastMs = nowMs;
    // The same letter again and again walks through the names that begin with it.
    const isRepeated = this.#typed.split(letter).join('') === '';
    return isRepeated ? { prefix: letter, isNext: true } : { prefix: this.#typed, isNext: false };
  }
}
