import { tick } from 'svelte';
import type { AppErrorData } from '../../../preload/model/app-error.ts';
import { failureOf } from '../../bridge.ts';
import type { Focusable } from '../../ui/focusable.ts';
import type { Complaint } from './complaint.ts';

/** Sends a form; the argument is the user's yes to a connection without encryption. */
type Send = (acceptPlainHttp: boolean) => Promise<unknown>;

interface SubmissionOptions<Field extends string> {
  /** In the order of the form. */
  readonly fields: readonly Field[];
  /** The sentence for a failure that main did not explain. */
  readonly unexpected: string;
  /** The field to go to where the server refuses the sign-in. */
  readonly secret?: Field;
}

/** One form on its way to main: whether it is under way, and what was wrong with it where. */
export class Submission<Field extends string> {
  readonly #options: SubmissionOptions<Field>;
  #complaints = $state.raw<readonly Complaint<Field>[]>([]);
  #failure = $state.raw<AppErrorData | null>(null);
  #isBusy = $state(false);
  #asksAboutPlainHttp = $state(false);
  #send: Send | null = null;

  /** The fields, bound by the form, so that the first wrong one can take the focus. */
  readonly elements = $state<Partial<Record<Field, Focusable>>>({});

  constructor(options: SubmissionOptions<Field>) {
    this.#options = options;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** True while the user is asked whether to go on without encryption. */
  get asksAboutPlainHttp(): boolean {
    return this.#asksAboutPlainHttp;
  }

  errorOf(field: Field): string | undefined {
    return this.#complaints.find((complaint) => complaint.field === field)?.sentence;
  }

  /** Sends the form unless something is missing; answers whether that went well. */
  async submit(missing: readonly Complaint<Field>[], send: Send): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#send = send;
    this.#failure = null;
    await this.#show(missing);
    return missing.length === 0 && (await this.#attempt(false));
  }

  /** Sends it again as it was, with the user's yes. */
  async accept(): Promise<boolean> {
    this.#asksAboutPlainHttp = false;
    return await this.#attempt(true);
  }

  /** Goes back to the form instead, to its first field. */
  async decline(): Promise<void> {
    this.#asksAboutPlainHttp = false;
    await tick();
    const [first] = this.#options.fields;
    if (first !== undefined) this.elements[first]?.focus();
  }

  async #attempt(acceptPlainHttp: boolean): Promise<boolean> {
    if (this.#send === null || this.#isBusy) return false;
    this.#isBusy = true;
    try {
      await this.#send(acceptPlainHttp);
      return true;
    } catch (error) {
      this.#isBusy = false;
      await this.#explain(error);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  async #explain(error: unknown): Promise<void> {
    const { fields, unexpected, secret } = this.#options;
    const data = failureOf(error, unexpected);
    if (data.reason === 'plain-http') {
      this.#asksAboutPlainHttp = true;
      return;
    }
    const found = fields.flatMap((field) => {
      const sentence = data.fields?.[field];
      return sentence === undefined ? [] : [{ field, sentence }];
    });
    // The sentence at the field says it all; a notice beside it would only repeat it.
    if (found.length === 0) this.#failure = data;
    await this.#show(found);
    if (data.reason === 'bad-credentials' && secret !== undefined) this.elements[secret]?.focus();
  }

  async #show(complaints: readonly Complaint<Field>[]): Promise<void> {
    this.#complaints = complaints;
    await tick();
    const first = this.#options.fields.find((field) => this.errorOf(field) !== undefined);
    if (first !== undefined) this.elements[first]?.focus();
  }
}
