import { createAppError } from '../../main/services/errors.ts';
import type {
  AlfrescoClient,
  AvatarAnswer,
  CallOptions,
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
export type Mishap = (request: string) => {
  /** How long it is on its way. */
  readonly delay?: Promise<void>;
  readonly before?: Error | undefined;
  readonly after?: Error;
} | null;

/** A request as the server sees it, just before it does its part. */
export interface Served {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** In lower case. */
  readonly key: string;
  readonly values: FieldValues;
  readonly password: string | null;
}

/** A photo that has arrived, or a removal. */
export interface ServedPhoto {
  /** In lower case. */
  readonly key: string;
  /** Null for a removal. */
  readonly bytes: Uint8Array | null;
  readonly avatarId: string | null;
}

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
  /** Sees each request that arrives. */
  watch: (served: Served) => void;
  /** Sees each photo that arrives. */
  watchPhoto: (served: ServedPhoto) => void;
  /** The person that a creation with these values makes. */
  preview(id: string, values: FieldValues): Person;
  /** Changes somebody at the server, as somebody else would. */
  change(id: string, values: FieldValues): void;
  /**
   * Changes somebody's photo, as somebody else would. The small picture is there at once, as it is
   * before Alfresco 6.1, and is the picture itself. Answers its `avatarId`.
   */
  changePhoto(id: string, bytes: Uint8Array | null): string | null;
}

/** Creates the server with some people. */
export function createFakePeopleServer(people: readonly Person[]): FakePeopleServer {
  const base = createFakeAlfresco();
  const byId = new Map(people.map((person) => [person.id.toLowerCase(), person]));
  const photos = new Map<string, Uint8Array>();
  let photosMade = 0;

  async function serve<T>(request: string, work: () => T, options?: CallOptions): Promise<T> {
    await Promise.resolve();
    const mishap = server.mishap(request) ?? {};
    if (mishap.delay !== undefined) {
      await Promise.race([mishap.delay, cancelled(options?.signal)]);
    }
    if (mishap.before !== undefined) throw mishap.before;
    server.requests.push(request);
    const value = work();
    if (mishap.after !== undefined) throw mishap.after;
    return value;
  }

  function find(id: string): Person {
    const person = byId.get(id.toLowerCase());
    if (person !== undefined) return person;
    throw createAppError('not-found', 'There is no such person.', { status: 404 });
  }

  function read(id: string): Person {
    server.watch({ method: 'GET', key: id.toLowerCase(), values: {}, password: null });
    return find(id);
  }

  function update(id: string, changes: PersonUpdate): Person {
    const { password = null, oldPassword: _old, ...rest } = changes;
    const person = find(id);
    const values = Object.fromEntries(
      Object.entries(flat(rest)).filter(([field]) => !server.managedFields.has(field as FieldName)),
    );
    server.watch({ method: 'PUT', key: id.toLowerCase(), values, password });
    const changed = withValues(person, values);
    byId.set(id.toLowerCase(), changed);
    return changed;
  }

  function create(person: NewPerson): Person {
    if (byId.has(person.id.toLowerCase())) {
      throw createAppError('conflict', 'That person exists.', { status: 409 });
    }
    const { id, password, aspectNames: _aspects, ...rest } = person;
    server.watch({ method: 'POST', key: id.toLowerCase(), values: flat(rest), password });
    const created = withValues(personWith({ id }), flat(rest));
    byId.set(id.toLowerCase(), created);
    return created;
  }

  function storePhoto(id: string, bytes: Uint8Array | null): Person {
    photosMade += 1;
    const changed = { ...find(id), avatarId: bytes === null ? null : `avatar-${photosMade}` };
    byId.set(id.toLowerCase(), changed);
    if (bytes !== null) photos.set(changed.avatarId ?? '', bytes);
    return changed;
  }

  function takePhoto(id: string, bytes: Uint8Array | null): Person {
    const changed = storePhoto(id, bytes);
    server.watchPhoto({ key: id.toLowerCase(), bytes, avatarId: changed.avatarId });
    return changed;
  }

  function readPhoto(id: string): AvatarAnswer {
    const bytes = photos.get(find(id).avatarId ?? '');
    return bytes === undefined ? { kind: 'none' } : { kind: 'photo', bytes, lastModified: null };
  }

  const server: FakePeopleServer = {
    people: byId,
    requests: [],
    managedFields: new Set(),
    mishap: () => null,
    watch: () => undefined,
    watchPhoto: () => undefined,
    preview: (id, values) => withValues(personWith({ id }), values),
    change: (id, values) => void byId.set(id.toLowerCase(), withValues(find(id), values)),
    changePhoto: (id, bytes) => storePhoto(id, bytes).avatarId,
    client: {
      ...base.client,
      avatars: {
        get: (id, _query, options) => serve(`GET ${id}/avatar`, () => readPhoto(id), options),
        put: (id, { bytes }, options) =>
          serve(`PUT ${id}/avatar`, () => takePhoto(id, bytes), options),
        delete: (id, options) =>
          serve(`DELETE ${id}/avatar`, () => void takePhoto(id, null), options),
      },
      people: {
        ...base.client.people,
        get: (id, options) => serve(`GET ${id}`, () => read(id), options),
        update: (id, changes, options) =>
          serve(`PUT ${id} ${JSON.stringify(changes)}`, () => update(id, changes), options),
        create: (person, options) => serve(`POST ${person.id}`, () => create(person), options),
      },
    },
  };
  return server;
}

/** Rejects once the signal aborts, and never where there is none. */
function cancelled(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(createAppError('cancelled', 'Cancelled.')));
  });
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
