import type { PeopleFilter } from '../../../preload/model/people-query.ts';
import type { Person } from '../../../preload/model/person.ts';
import { isManaged } from '../../../preload/rules/is-managed.ts';

/** The bit of each filter; `disabled` and the `no-…` filters look for the bit being clear. */
export const flagBits = {
  enabled: 1,
  photo: 2,
  email: 4,
  lastName: 8,
  managed: 16,
  admin: 32,
  /** Of the outbox, not of the person: whoever writes a row knows. */
  waiting: 64,
} as const;

/** One of the flags. */
export type Flag = keyof typeof flagBits;

/** What the filters ask of a person, as bits; `waiting` is left clear. */
export function flagsOf(person: Person): number {
  const { capabilities } = person;
  return (
    (person.enabled ? flagBits.enabled : 0) |
    (person.avatarId === null ? 0 : flagBits.photo) |
    (person.email === null ? 0 : flagBits.email) |
    (person.lastName === null ? 0 : flagBits.lastName) |
    (isManaged(capabilities) ? flagBits.managed : 0) |
    (capabilities?.isAdmin === true ? flagBits.admin : 0)
  );
}

/** The flag that each filter looks at, and whether it wants it set. */
export const filterFlags: Readonly<Record<PeopleFilter, readonly [flag: Flag, isSet: boolean]>> = {
  enabled: ['enabled', true],
  disabled: ['enabled', false],
  'no-photo': ['photo', false],
  'no-email': ['email', false],
  'no-last-name': ['lastName', false],
  managed: ['managed', true],
  admin: ['admin', true],
  waiting: ['waiting', true],
};
