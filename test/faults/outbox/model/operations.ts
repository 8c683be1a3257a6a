import fc from 'fast-check';
import type { JsonValue } from '../../../../preload/model/json.ts';
import type { FieldName } from '../../../../preload/model/person-fields.ts';

export const fields = [
  'jobTitle',
  'location',
  'company.organization',
  'properties.papi:lunch',
] as const satisfies readonly FieldName[];
export const seededIds = ['ada', 'bob', 'cy'] as const;
/** One of them twice: ids are the same whatever their case. */
export const newIds = ['dora', 'Dora', 'eve'] as const;
const allIds = [...seededIds, ...newIds];

/** What befalls the next requests. */
export const troubles = [
  'lost before',
  'lost after',
  'hangs',
  'hangs and is lost',
  'error 500',
  'busy',
  'signed out',
  'forbidden',
  'full',
] as const;

export type Trouble = (typeof troubles)[number];

/** Something that the user, the server, the network or the machine does. */
export type Operation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'edit'; readonly id: string; readonly values: Readonly<Record<string, Value>> }
  | { readonly kind: 'create'; readonly id: string; readonly value: Value }
  | { readonly kind: 'password'; readonly id: string }
  /** A picture by its number; null for no photo. */
  | { readonly kind: 'photo'; readonly id: string; readonly picture: number | null }
  | { readonly kind: 'discard'; readonly pick: number | null }
  | {
      readonly kind: 'resolve';
      readonly pick: number;
      readonly choice: Choice;
      readonly part: number;
    }
  | { readonly kind: 'retry' }
  | { readonly kind: 'undo'; readonly pick: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'online' }
  | {
      readonly kind: 'trouble';
      readonly trouble: Trouble;
      readonly times: number;
      readonly on: Method;
    }
  | { readonly kind: 'release' }
  | { readonly kind: 'kill'; readonly arrives: boolean; readonly losesCache: boolean }
  | {
      readonly kind: 'remote edit';
      readonly id: string;
      readonly field: FieldName;
      readonly value: Value;
    }
  | { readonly kind: 'remote photo'; readonly id: string; readonly picture: number | null }
  | { readonly kind: 'remote create'; readonly id: string; readonly value: Value }
  | { readonly kind: 'remote delete'; readonly id: string }
  | { readonly kind: 'remote disable'; readonly id: string }
  | { readonly kind: 'managed'; readonly field: FieldName | null }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'cache fails' }
  | { readonly kind: 'clock jumps'; readonly days: number }
  | { readonly kind: 'time passes'; readonly ms: number };

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | '';
export type Choice = 'mine' | 'theirs' | 'third';
/** A number stands for a text that nobody else writes. */
export type Value = string | null | number;

export const valueOfNumber = (value: Value): JsonValue =>
  typeof value === 'number' ? `value ${value}` : value;

const id = fc.constantFrom(...allIds);
const field = fc.constantFrom(...fields);
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom('A', 'B', null, '', ' '),
  fc.nat({ max: 1_000_000 }),
);
/** Some that are the same, and none one time in three. */
const picture = fc.option(fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 1_000_000 })), { freq: 2 });
/** Fewer than there are people: much has to happen to one of them. */
const photoId = fc.constantFrom('ada', 'bob', 'Dora');
const pick = fc.nat({ max: 9 });
const kind = <T extends string>(name: T) => fc.constant(name);

const edit = fc.record({
  kind: kind('edit'),
  id,
  values: fc.dictionary(field, value, { minKeys: 1, maxKeys: 3 }),
});

/** Any operation; the first one is what a failing run is made smaller with. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.record({ kind: kind('nothing') }) },
  { weight: 14, arbitrary: edit },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind('create'), id: fc.constantFrom(...newIds), value }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('password'), id }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('photo'), id: photoId, picture }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('discard'), pick: fc.option(pick) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('resolve'),
      pick,
      choice: fc.constantFrom<Choice>('mine', 'theirs', 'third'),
      part: fc.nat({ max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('retry') }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('undo'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('offline') }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('online') }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('trouble'),
      trouble: fc.constantFrom(...troubles),
      times: fc.integer({ min: 1, max: 3 }),
      on: fc.constantFrom<Method>('GET', 'PUT', 'POST', 'DELETE', ''),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: kind('release') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('kill'),
      arrives: fc.boolean(),
      losesCache: fc.boolean(),
    }),
  },
  { weight: 7, arbitrary: fc.record({ kind: kind('remote edit'), id, field, value }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('remote photo'), id: photoId, picture }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('remote create'), id, value }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('remote delete'), id }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('remote disable'), id }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('managed'), field: fc.option(field) }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('refresh') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('cache fails') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('clock jumps'),
      days: fc.integer({ min: -3650, max: 3650 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ kind: kind('time passes'), ms: fc.constantFrom(0, 400, 5_000, 90_000) }),
  },
);
