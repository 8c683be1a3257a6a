import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { ConnectionReport, ConnectionTest } from '../../preload/model/connection-report.ts';
import type {
  ProfileChange,
  ProfileForget,
  ProfileMove,
  ServerProfile,
} from '../../preload/model/server-profile.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

/** The servers that this computer knows. What changes one rejects with the reason. */
export class Profiles {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #all = $state.raw<readonly ServerProfile[]>([]);
  #isKnown = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);

  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** In the order in which they were added, which is that of their shortcuts. */
  get all(): readonly ServerProfile[] {
    return this.#all;
  }

  /** False until main has told them, or could not. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Why they could not be read. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Asks for the servers, and follows changes; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('profiles:changed', (profiles) => this.#become(profiles));
    void this.#ask();
    return stop;
  }

  async update(change: ProfileChange): Promise<void> {
    await this.#client.profiles.update(change);
  }

  async move(move: ProfileMove): Promise<void> {
    await this.#client.profiles.move(move);
  }

  /** How many changes wait in a profile, and go with it. */
  async waiting(id: string): Promise<number> {
    return await this.#client.profiles.waiting({ id });
  }

  async forget(choice: ProfileForget): Promise<void> {
    await this.#client.profiles.forget(choice);
  }

  async test(connection: ConnectionTest): Promise<ConnectionReport> {
    return await this.#client.profiles.test(connection);
  }

  async #ask(): Promise<void> {
    try {
      const profiles = await this.#client.profiles.list(null);
      // A push may have been quicker than this answer, and is newer.
      if (!this.#isKnown) this.#become(profiles);
    } catch (error) {
      this.#isKnown = true;
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  #become(profiles: readonly ServerProfile[]): void {
    this.#all = profiles;
    this.#isKnown = true;
    this.#failure = null;
  }
}
