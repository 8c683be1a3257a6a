import type { Draft } from '../../preload/model/change.ts';
import type { RollcallClient } from '../bridge.ts';

/** So long after the last key, what was typed is kept. */
const keepAfterMs = 400;

/** Keeps what is typed and not saved, so that not even a crash loses it. */
export class DraftKeeper {
  readonly #client: RollcallClient;
  #due: Draft | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other: a draft that is given up must not come back by an earlier keeping. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  /** What was kept of a person; null where nothing was, or where it cannot be read. */
  async find(personId: string): Promise<Draft | null> {
    await this.#last;
    return await this.#client.edits.draft({ personId }).catch(() => null);
  }

  /** Keeps a draft in a moment, unless another one follows. */
  keep(draft: Draft): void {
    clearTimeout(this.#timer);
    this.#due = draft;
    this.#timer = setTimeout(() => this.flush(), keepAfterMs);
  }

  /** Keeps at once what is due, for the window may be about to close. */
  flush(): void {
    clearTimeout(this.#timer);
    const draft = this.#due;
    this.#due = null;
    if (draft !== null) this.#queue(() => this.#client.edits.keepDraft(draft));
  }

  /** Keeps nothing more: by now, another directory may be open, and would get it. */
  end(): void {
    clearTimeout(this.#timer);
    this.#due = null;
  }

  /** Resolves once main has all that it was told. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Gives up what was kept. */
  drop(personId: string): void {
    clearTimeout(this.#timer);
    this.#due = null;
    this.#queue(() => this.#client.edits.dropDraft({ personId }));
  }

  #queue(ask: () => Promise<unknown>): void {
    // A draft is a precaution: that it fails is nothing to stop the user for.
    this.#last = this.#last.then(ask).catch(() => undefined);
  }
}
