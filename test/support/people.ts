import type { Person } from '../../preload/model/person.ts';
import { displayNameOf } from '../../preload/rules/display-name.ts';

const blank: Person = {
  id: 'nobody',
  displayName: 'nobody',
  firstName: null,
  lastName: null,
  description: null,
  email: null,
  skypeId: null,
  googleId: null,
  instantMessageId: null,
  jobTitle: null,
  location: null,
  mobile: null,
  telephone: null,
  userStatus: null,
  statusUpdatedAt: null,
  company: {
    organization: null,
    address1: null,
    address2: null,
    address3: null,
    postcode: null,
    telephone: null,
    fax: null,
    email: null,
  },
  enabled: true,
  emailNotificationsEnabled: true,
  avatarId: null,
  quota: null,
  quotaUsed: null,
  aspectNames: [],
  properties: {},
  capabilities: { isAdmin: false, isGuest: false, isMutable: true },
};

/** A person with what is given, and nothing else set. */
export function personWith(
  given: Partial<Omit<Person, 'company'>> & {
    readonly id: string;
    readonly company?: Partial<Person['company']>;
  },
): Person {
  const { company, ...rest } = given;
  const person = { ...blank, ...rest, company: { ...blank.company, ...company } };
  return { ...person, displayName: given.displayName ?? displayNameOf(person) };
}

/** Ada Lovelace, under any id, unless the test says otherwise. */
export function makePerson(fields: Parameters<typeof personWith>[0]): Person {
  const { id } = fields;
  return personWith({
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: `${id}@example.com`,
    ...fields,
  });
}
