import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Picked } from '../../preload/model/people-query.ts';
import type { ColumnId } from '../../preload/model/settings.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

const shownForMs = 4000;

/** What the last copying came to. */
export type CopyOutcome =
  | { readonly kind: 'rows'; readonly count: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'failed'; readonly failure: AppErrorData };

/** Puts people on the clipboard, and says so for a moment. */
export class Copying {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #outcome = $state.raw<CopyOutcome | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  get outcome(): CopyOutcome | null {
    return this.#outcome;
  }

  /** Copies rows of the given columns. */
  async rows(picked: Picked, columns: readonly ColumnId[]): Promise<void> {
    await this.#attempt(async () => {
      const count = await this.#client.people.copy({ picked, columns: [...columns] });
      return { kind: 'rows', count };
    });
  }

  /** Copies one text. */
  async text(text: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#client.people.copyText({ text });
      return { kind: 'text' };
    });
  }

  async #attempt(copy: () => Promise<CopyOutcome>): Promise<void> {
    try {
      this.#outcome = await copy();
    } catch (error) {
      this.#outcome = { kind: 'failed', failure: failureOf(error, this.#unexpected) };
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#outcome = null), shownForMs);
  }
}
