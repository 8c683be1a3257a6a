import type { Change } from '../../preload/model/change.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import type { RollcallClient } from '../bridge.ts';
import { type FieldMark, marksOf } from './edit-mark.ts';

/** What waits for the open person, and which fields the server has not taken before. */
export class EditMarks {
  readonly #client: RollcallClient;
  #personId: string | null = null;
  #changes = $state.raw<readonly Change[]>([]);
  #locked = $state.raw<readonly FieldName[]>([]);
  #sequence = 0;

  readonly #byField: ReadonlyMap<FieldName, FieldMark> = $derived(marksOf(this.#changes));

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  get byField(): ReadonlyMap<FieldName, FieldMark> {
    return this.#byField;
  }

  /** What waits, in the order in which it was made. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  get locked(): readonly FieldName[] {
    return this.#locked;
  }

  /** The one that most needs the user. */
  get worst(): Change | null {
    const find = (state: Change['state']): Change | undefined =>
      this.#changes.find((change) => change.state === state);
    return find('conflict') ?? find('refused') ?? this.#changes[0] ?? null;
  }

  open(personId: string): void {
    this.#personId = personId;
    this.#changes = [];
    this.#locked = [];
    void this.read();
  }

  /** Asks again, for something may have been sent. */
  async read(): Promise<void> {
    const personId = this.#personId;
    if (personId === null) return;
    const sequence = ++this.#sequence;
    const { edits, outbox } = this.#client;
    try {
      const [changes, locked] = await Promise.all([
        outbox.ofPerson({ personId }),
        edits.lockedFields({ personId }),
      ]);
      if (sequence !== this.#sequence) return;
      this.#changes = changes;
      this.#locked = locked;
    } catch {
      // The marks are an extra: without them, the person can be read and edited all the same.
    }
  }
}
