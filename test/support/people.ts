import type { Person } from '../../preload/model/person.ts';
import { displayNameOf } from '../../preload/rules/display-name.ts';

/** A person with every field set to something plain, unless the test says otherwise. */
export function makePerson(fields: Partial<Person> & { readonly id: string }): Person {
  const person: Person = {
    displayName: '',
    firstName: 'Ada',
    lastName: 'Lovelace',
    description: null,
    email: `${fields.id}@example.com`,
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
    ...fields,
  };
  return person.displayName === '' ? { ...person, displayName: displayNameOf(person) } : person;
}
