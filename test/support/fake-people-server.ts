import { createAppError } from '../../main/services/errors.ts';
import type {
  AlfrescoClient,
  NewPerson,
  PersonUpdate,
} from '../../main/services/ports/alfresco.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { Person } from '../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../preload/model/person-fields.ts';
import { withValues } from '../../preload/rules/person-fields.ts';
import { createFakeAlfresco } from './fake-alfresco.ts';
import { personWith } from './people.ts';

/** What happens to a request: before the server sees it, or after it has done its part. */
export type Mishap = (
  request: string,
) => { readonly before?: Error; readonly after?: Error } | null;

/** A server of people in memory that can be written to, and that requests get lost on their way to. */
export interface FakePeopleServer {
  readonly client: AlfrescoClient;
  /** By id in lower case. */
  readonly people: Map<string, Person>;
  /** Requests as they arrived, such as "PUT ada {"jobTitle":"Cook"}". */
  readonly requests: string[];
  /** Fields that are dropped without a word, as a directory service has them. */
  readonly managedFields: Set<FieldName>;
  mishap: Mishap;
  /** Changes somebody at the server, as somebody else would. */
  change(id: string, values: FieldValues): void;
}

/** Creates the server with some people. */
export function createFakePeopleServer(people: readonly Person[]): FakePeopleServer {
  const base = createFakeAlfresco();
  const byId = new Map(people.map((person) => [person.id.toLowerCase(), person]));

  async function serve<T>(request: string, work: () => T): Promise<T> {
    await Promise.resolve();
    const { before, after } = server.mishap(request) ?? {};
    if (before !== undefined) throw before;
    server.requests.push(request);
    const value = work();
    if (after !== undefined) throw after;
    return value;
  }

  function find(id: string): Person {
    const person = byId.get(id.toLowerCase());
    if (person !== undefined) return person;
    throw createAppError('not-found', 'There is no such person.', { status: 404 });
  }

  function update(id: string, changes: PersonUpdate): Person {
    const { password: _password, oldPassword: _old, ...rest } = changes;
    const values = Object.fromEntries(
      Object.entries(flat(rest)).filter(([field]) => !server.managedFields.has(field as FieldName)),
    );
    const changed = withValues(find(id), values);
    byId.set(id.toLowerCase(), changed);
    return changed;
  }

  function create(person: NewPerson): Person {
    if (byId.has(person.id.toLowerCase())) {
      throw createAppError('conflict', 'That person exists.', { status: 409 });
    }
    const { id, password: _password, aspectNames: _aspects, ...rest } = person;
    const created = withValues(personWith({ id }), flat(rest));
    byId.set(id.toLowerCase(), created);
    return created;
  }

  const server: FakePeopleServer = {
    people: byId,
    requests: [],
    managedFields: new Set(),
    mishap: () => null,
    change: (id, values) => void byId.set(id.toLowerCase(), withValues(find(id), values)),
    client: {
      ...base.client,
      people: {
        ...base.client.people,
        get: (id) => serve(`GET ${id}`, () => find(id)),
        update: (id, changes) =>
          serve(`PUT ${id} ${JSON.stringify(changes)}`, () => update(id, changes)),
        create: (person) => serve(`POST ${person.id}`, () => create(person)),
      },
    },
  };
  return server;
}

/** Company and properties out of their objects. */
function flat(changes: object): FieldValues {
  const values: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(changes) as [string, JsonValue][]) {
    if (name !== 'company' && name !== 'properties') values[name] = value;
    else
      for (const [part, one] of Object.entries(value ?? {}))
        values[`${name}.${part}`] = one as JsonValue;
  }
  return values;
}
