import type { Activity, ActivityOutcome } from '../../preload/model/activity.ts';
import type { AppErrorData } from '../../preload/model/app-error.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

const pageSize = 50;

/** What became of an export or of taking a change back. */
export type ActivityNews = 'exported' | 'undone';

/** The log of what was sent from this computer, the newest first. */
export class ActivityLog {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #lines = $state.raw<readonly Activity[] | null>(null);
  #hasMore = $state(false);
  #text = $state('');
  #outcome = $state<ActivityOutcome | null>(null);
  #isBusy = $state(false);
  #news = $state<ActivityNews | null>(null);
  #failure = $state.raw<AppErrorData | null>(null);
  #sequence = 0;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** Null until they are known. */
  get lines(): readonly Activity[] | null {
    return this.#lines;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  get text(): string {
    return this.#text;
  }

  get outcome(): ActivityOutcome | null {
    return this.#outcome;
  }

  /** Whether the list leaves something out. */
  get isNarrowed(): boolean {
    return this.#text.trim() !== '' || this.#outcome !== null;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get news(): ActivityNews | null {
    return this.#news;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Reads the log as long as it is shown; the function returned ends that. */
  show(): () => void {
    this.#news = null;
    void this.#read();
    return this.#client.on('activity:changed', () => void this.#read());
  }

  search(text: string): void {
    this.#text = text;
    void this.#read(pageSize);
  }

  choose(outcome: ActivityOutcome | null): void {
    this.#outcome = outcome;
    void this.#read(pageSize);
  }

  /** Adds older lines. */
  async loadMore(): Promise<void> {
    const last = this.#lines?.at(-1);
    if (last === undefined || this.#isBusy) return;
    const sequence = ++this.#sequence;
    this.#isBusy = true;
    try {
      const page = await this.#ask(last.id, pageSize);
      if (sequence !== this.#sequence) return;
      this.#lines = [...(this.#lines ?? []), ...page.lines];
      this.#hasMore = page.hasMore;
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    } finally {
      this.#isBusy = false;
    }
  }

  /** Takes back what was sent, by a change back. */
  async undo({ changeId }: Activity): Promise<void> {
    await this.#attempt(async () => {
      await this.#client.edits.undo({ changeId });
      return 'undone';
    });
  }

  /** Writes the log to a file that the user chooses. */
  async export(): Promise<void> {
    await this.#attempt(async () =>
      (await this.#client.activity.export(null)) ? 'exported' : null,
    );
  }

  async #attempt(act: () => Promise<ActivityNews | null>): Promise<void> {
    this.#failure = null;
    try {
      this.#news = await act();
    } catch (error) {
      this.#news = null;
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  /** News keep as much in sight as there was. */
  async #read(limit = Math.min(200, Math.max(pageSize, this.#lines?.length ?? 0))): Promise<void> {
    const sequence = ++this.#sequence;
    try {
      const page = await this.#ask(null, limit);
      if (sequence !== this.#sequence) return;
      this.#lines = page.lines;
      this.#hasMore = page.hasMore;
      this.#failure = null;
    } catch (error) {
      if (sequence === this.#sequence) this.#failure = failureOf(error, this.#unexpected);
    }
  }

  async #ask(before: number | null, limit: number) {
    const query = { text: this.#text, outcome: this.#outcome, personId: null, before, limit };
    return await this.#client.activity.list(query);
  }
}
