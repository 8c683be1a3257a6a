import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import type { PersonDetails, PersonRow } from '../../preload/model/person.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';
import type { Edits } from './edits.svelte.ts';

/** What heads the panel: known from the row before the details are there. */
export type PersonHead = Pick<
  PersonRow,
  'id' | 'displayName' | 'jobTitle' | 'enabled' | 'organization' | 'photoUrl'
>;

function headOf({ person, photoUrl }: PersonDetails): PersonHead {
  const { id, displayName, jobTitle, enabled, company } = person;
  return { id, displayName, jobTitle, enabled, organization: company.organization, photoUrl };
}

/** The person shown beside the list. */
export class OpenPerson {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  readonly #edits: Edits;
  #head = $state.raw<PersonHead | null>(null);
  #details = $state.raw<PersonDetails | null>(null);
  #isGone = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  #sequence = 0;
  #reading: Promise<void> = Promise.resolve();

  /** @param edits what may stand in the way of leaving a person */
  constructor(client: RollcallClient, unexpected: string, edits: Edits) {
    this.#client = client;
    this.#unexpected = unexpected;
    this.#edits = edits;
  }

  /** Who is open; null where the panel is closed. */
  get head(): PersonHead | null {
    return this.#details === null ? this.#head : headOf(this.#details);
  }

  /** Null while the details are on their way. */
  get details(): PersonDetails | null {
    return this.#details;
  }

  /** True where the cache knows nobody of that id any more. */
  get isGone(): boolean {
    return this.#isGone;
  }

  get failure(): AppErrorData | null {
    return this.#failure;
  }

  open(head: PersonHead): void {
    if (this.#head?.id === head.id) return;
    if (this.#edits.holds(() => this.open(head))) return;
    this.#edits.open(head.id);
    this.#head = head;
    this.#details = null;
    this.#isGone = false;
    this.#failure = null;
    this.#reading = this.#read(head.id);
  }

  /** Begins to edit a person who has just been opened, at a field, once the details are there. */
  async editAt(id: string, field: FieldName): Promise<void> {
    await Promise.all([this.#reading, this.#edits.draftSought]);
    // Unsaved changes of somebody else may have stood in the way.
    if (this.#head?.id !== id || this.#details === null) return;
    this.#edits.begin(this.#details.person, { startAt: field });
  }

  close(): void {
    if (this.#edits.holds(() => this.close())) return;
    this.#sequence += 1;
    this.#head = null;
    this.#details = null;
  }

  /** Reads the open person again, for the cache may know more by now. */
  reload(): void {
    if (this.#head !== null) void this.#read(this.#head.id);
  }

  async #read(id: string): Promise<void> {
    const sequence = ++this.#sequence;
    try {
      const details = await this.#client.people.get({ id });
      if (sequence !== this.#sequence) return;
      this.#details = details;
      if (details !== null) this.#edits.form?.follow(details.person);
      this.#isGone = details === null;
      this.#failure = null;
    } catch (error) {
      if (sequence !== this.#sequence) return;
      this.#failure = failureOf(error, this.#unexpected);
    }
  }
}
