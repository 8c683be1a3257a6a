import { companyFields, type Company, type Person, personTextFields } from '../model/person.ts';

const noTexts = Object.fromEntries(personTextFields.map((field) => [field, null])) as Pick<
  Person,
  (typeof personTextFields)[number]
>;
const noCompany = Object.fromEntries(companyFields.map((field) => [field, null])) as Company;

/** Somebody of whom nothing but the user name is known, as the server would begin with them. */
export function blankPerson(id: string): Person {
  return {
    id,
    displayName: id,
    ...noTexts,
    statusUpdatedAt: null,
    company: noCompany,
    enabled: true,
    emailNotificationsEnabled: true,
    avatarId: null,
    quota: null,
    quotaUsed: null,
    aspectNames: [],
    properties: {},
    capabilities: null,
  };
}
