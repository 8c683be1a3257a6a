import type { Change, NewPersonInput } from '../../preload/model/change.ts';
import type { Person } from '../../preload/model/person.ts';
import type { RollcallClient } from '../bridge.ts';

/** Whether an id is free, and whether that is certain. */
export interface IdNews {
  readonly isTaken: boolean;
  readonly isCertain: boolean;
}

/** People on their way into the directory. All reject with the reason. */
export class NewPeople {
  readonly #client: RollcallClient;

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  async isTaken(id: string): Promise<IdNews> {
    return await this.#client.edits.isTaken({ id });
  }

  /** People of the cache who have this address or name already. */
  async lookalikes(
    email: string | null,
    name: string | null,
  ): Promise<readonly { readonly id: string; readonly displayName: string }[]> {
    return await this.#client.edits.lookalikes({ email, name, exceptId: null }).catch(() => []);
  }

  /** Resolves once it is safe on this computer that the person is to be created. */
  async create(person: NewPersonInput): Promise<Change> {
    return await this.#client.edits.create(person);
  }

  /** The person that another one is to be like. */
  async template(id: string): Promise<Person | null> {
    return (await this.#client.people.get({ id }))?.person ?? null;
  }
}
