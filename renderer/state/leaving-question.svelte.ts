/** Asks the user before something that is not finished is left. */
export class LeavingQuestion {
  #go = $state.raw<(() => void) | null>(null);

  /** True while the user is asked. */
  get isAsked(): boolean {
    return this.#go !== null;
  }

  /** Asks; what is given happens after a yes. */
  ask(go: () => void): void {
    this.#go = go;
  }

  /** The user's answer. */
  answer(decision: 'leave' | 'stay'): void {
    const go = this.#go;
    this.#go = null;
    if (decision === 'leave') go?.();
  }
}
