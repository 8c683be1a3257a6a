import type { JsonValue } from '../../../../preload/model/json.ts';
import type { Person } from '../../../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../../../preload/model/person-fields.ts';
import { fieldsOf, isSameValue, valueOf } from '../../../../preload/rules/person-fields.ts';
import { fields } from './operations.ts';

export type Writer = 'ours' | 'others';

/** A value that a field had at the server, from some moment on. */
export interface Entry {
  readonly value: JsonValue;
  readonly by: Writer;
  readonly at: number;
}

/** What the server has had in each field, and from whom: the truth that the outbox is held against. */
export interface History {
  /** Counts the events of a run. */
  now(): number;
  write(key: string, values: FieldValues, by: Writer): void;
  /** Somebody new, of whom all fields are known. */
  create(person: Person, by: Writer): void;
  delete(key: string): void;
  creatorOf(key: string): Writer | null;
  /** Null for a field that nobody has ever heard of. */
  current(key: string, field: FieldName): Entry | null;
  /** Whether the field has had the value at some moment since. */
  hasHad(key: string, field: FieldName, value: JsonValue, since: number): boolean;
  hasBeenSetBy(key: string, field: FieldName, value: JsonValue, by: Writer): boolean;
}

export function createHistory(): History {
  const entries = new Map<string, Entry[]>();
  const creators = new Map<string, Writer>();
  let events = 0;

  const all = (key: string, field: FieldName): Entry[] => entries.get(`${key} ${field}`) ?? [];

  function write(key: string, values: FieldValues, by: Writer): void {
    events += 1;
    for (const field of fieldsOf(values)) {
      const value = values[field] ?? null;
      entries.set(`${key} ${field}`, [...all(key, field), { value, by, at: events }]);
    }
  }

  return {
    now: () => (events += 1),
    write,
    create(person, by) {
      const key = person.id.toLowerCase();
      creators.set(key, by);
      write(key, Object.fromEntries(fields.map((field) => [field, valueOf(person, field)])), by);
    },
    delete(key) {
      creators.delete(key);
      write(key, Object.fromEntries(fields.map((field) => [field, null])), 'others');
    },
    creatorOf: (key) => creators.get(key) ?? null,
    current: (key, field) => all(key, field).at(-1) ?? null,
    hasHad(key, field, value, since) {
      const ofField = all(key, field);
      return ofField.some(
        (entry, index) =>
          isSameValue(entry.value, value) &&
          (ofField[index + 1]?.at ?? Number.POSITIVE_INFINITY) > since,
      );
    },
    hasBeenSetBy: (key, field, value, by) =>
      all(key, field).some((entry) => entry.by === by && isSameValue(entry.value, value)),
  };
}
