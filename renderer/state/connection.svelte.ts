import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Connection } from '../../preload/model/connection.ts';
import type { RollcallClient } from '../bridge.ts';

/** Whether the server can be reached. */
export class ConnectionState {
  readonly #client: RollcallClient;
  #current = $state.raw<Connection | null>(null);

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  /** Null until main has said. */
  get status(): Connection['status'] | null {
    return this.#current?.status ?? null;
  }

  /** Why it is not online. */
  get reason(): AppErrorData | null {
    return this.#current?.reason ?? null;
  }

  /** When the next attempt is due: ISO 8601; null where none is planned. */
  get nextTryAt(): string | null {
    return this.#current?.nextTryAt ?? null;
  }

  /** Asks how it stands, and follows changes; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('connection:changed', (connection) => {
      this.#current = connection;
    });
    void this.#ask();
    return stop;
  }

  /** Tries now; what comes of it is told by the connection and the refresh. */
  async retry(): Promise<void> {
    await this.#client.connection.retry(null).catch(() => null);
  }

  async #ask(): Promise<void> {
    const connection = await this.#client.connection.state(null).catch(() => null);
    // A push may have been quicker than this answer, and is newer.
    this.#current ??= connection;
  }
}
