import type { ProxyAnswer, ProxyQuestion } from '../../preload/model/proxy-question.ts';
import type { RollcallClient } from '../bridge.ts';

/** The question of a proxy that waits for the user. */
export class ProxyQuestions {
  readonly #client: RollcallClient;
  #current = $state.raw<ProxyQuestion | null>(null);
  #isKnown = false;

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  get current(): ProxyQuestion | null {
    return this.#current;
  }

  /** Asks whether there is a question, and follows news; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('proxy:asked', (question) => {
      this.#isKnown = true;
      this.#current = question;
    });
    void this.#ask();
    return stop;
  }

  /** Answers the question, which then goes away; rejects where the answer did not arrive. */
  async answer(answer: ProxyAnswer): Promise<void> {
    await this.#client.proxy.answer(answer);
    if (this.#current?.id === answer.id) this.#current = null;
  }

  async #ask(): Promise<void> {
    const question = await this.#client.proxy.question(null).catch(() => null);
    // A push may have been quicker than this answer, and is newer.
    if (!this.#isKnown) this.#current = question;
  }
}
