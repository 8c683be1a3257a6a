import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Change, Edit, OutboxState, Resolution } from '../../preload/model/change.ts';
import type { PhotoConflict } from '../../preload/model/photo.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

const nothing: OutboxState = {
  waiting: 0,
  conflicts: 0,
  refused: 0,
  isPartial: false,
  pausedBy: null,
  nextTryAt: null,
};

/** What the user has given up, as far as it can be had back. */
export interface Discarded {
  readonly count: number;
  /** What was to be changed of people, to be saved again. */
  readonly edits: readonly Edit[];
}

/** What waits to be sent, and what the user decides about it. */
export class Outbox {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #state = $state.raw<OutboxState>(nothing);
  #isTold = false;
  #changes = $state.raw<readonly Change[] | null>(null);
  #discarded = $state.raw<Discarded | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #isShown = false;
  #sequence = 0;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  get state(): OutboxState {
    return this.#state;
  }

  /** How many changes the server does not have yet. */
  get count(): number {
    return this.#state.waiting + this.needy;
  }

  /** How many of them wait for the user. */
  get needy(): number {
    return this.#state.conflicts + this.#state.refused;
  }

  /** All that waits, in the order in which it was made; null until it is known. */
  get changes(): readonly Change[] | null {
    return this.#changes;
  }

  /** What was given up last. */
  get discarded(): Discarded | null {
    return this.#discarded;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Asks how much waits, and follows it; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('outbox:changed', (state) => {
      this.#isTold = true;
      this.#state = state;
      if (this.#isShown) void this.read();
    });
    void this.#ask();
    return stop;
  }

  /** Reads what waits as long as it is shown; the function returned ends that. */
  show(): () => void {
    this.#isShown = true;
    this.#failure = null;
    void this.read();
    return () => {
      this.#isShown = false;
      this.#discarded = null;
    };
  }

  async read(): Promise<void> {
    const sequence = ++this.#sequence;
    try {
      const changes = await this.#client.outbox.list(null);
      if (sequence === this.#sequence) this.#changes = changes;
    } catch (error) {
      if (sequence === this.#sequence) this.#failure = failureOf(error, this.#unexpected);
    }
  }

  /** Tries changes again now; null for all. */
  async retry(ids: readonly string[] | null): Promise<void> {
    await this.#attempt(() => this.#client.outbox.retry({ ids: ids && [...ids] }));
  }

  /** Gives changes up. */
  async discard(changes: readonly Change[]): Promise<void> {
    const ids = changes.map(({ id }) => id);
    if (!(await this.#attempt(() => this.#client.outbox.discard({ ids })))) return;
    const edits = changes
      .filter(({ kind }) => kind === 'update')
      .map(({ personId, base, mine }): Edit => ({ personId, base, mine }));
    this.#discarded = { count: changes.length, edits };
  }

  /** Saves again what was given up last. */
  async takeBack(): Promise<void> {
    const edits = this.#discarded?.edits ?? [];
    this.#discarded = null;
    for (const edit of edits) {
      if (!(await this.#attempt(() => this.#client.edits.save(edit)))) return;
    }
  }

  /** Decides a conflict; answers whether that was taken. */
  async resolve(resolution: Resolution): Promise<boolean> {
    return await this.#attempt(() => this.#client.outbox.resolve(resolution));
  }

  /** The pictures of a conflict about a photo; null where they cannot be had. */
  async photosOf(changeId: string): Promise<PhotoConflict | null> {
    let found: PhotoConflict | null = null;
    await this.#attempt(async () => (found = await this.#client.photos.conflict({ changeId })));
    return found;
  }

  /** Decides a conflict about a photo. */
  async decidePhoto(changeId: string, keep: 'mine' | 'theirs'): Promise<boolean> {
    return await this.#attempt(() => this.#client.photos.decide({ changeId, keep }));
  }

  async #attempt(ask: () => Promise<unknown>): Promise<boolean> {
    this.#failure = null;
    try {
      await ask();
      return true;
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
      return false;
    }
  }

  async #ask(): Promise<void> {
    const state = await this.#client.outbox.state(null).catch(() => nothing);
    // A push may have been quicker than this answer, and is newer.
    if (!this.#isTold) this.#state = state;
  }
}
