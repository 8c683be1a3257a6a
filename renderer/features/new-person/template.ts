import type { Person } from '../../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import { keepFields, valuesOf } from '../../../preload/rules/person-fields.ts';

/** What colleagues have in common; names, addresses and numbers are somebody's own. */
const shared: readonly FieldName[] = [
  'jobTitle',
  'location',
  'company.organization',
  'company.address1',
  'company.address2',
  'company.address3',
  'company.postcode',
  'company.telephone',
  'company.fax',
  'company.email',
  'enabled',
  'emailNotificationsEnabled',
];

/** What a new person who is to be like another one begins with. */
export function templateOf(person: Person): FieldValues {
  const values = valuesOf(person, shared);
  return keepFields(values, (field) => values[field] !== null);
}
