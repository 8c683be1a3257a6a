import type { FieldName } from '../../../preload/model/person-fields.ts';
import type { Texts } from '../../i18n/texts.ts';
import { visibleTextOf } from '../person/visible-text.ts';

type FieldText = keyof Texts['person']['fields'];
type GroupText = keyof Texts['person']['groups'] | 'name';

/** Fields that share a heading. */
export interface EditGroup {
  readonly name: GroupText;
  readonly fields: readonly FieldName[];
}

/** The texts of a person that can be written, in the order of the form. */
export const editGroups: readonly EditGroup[] = [
  { name: 'name', fields: ['firstName', 'lastName'] },
  {
    name: 'contact',
    fields: ['email', 'telephone', 'mobile', 'skypeId', 'instantMessageId', 'googleId'],
  },
  { name: 'work', fields: ['jobTitle', 'location'] },
  {
    name: 'company',
    fields: [
      'company.organization',
      'company.address1',
      'company.address2',
      'company.address3',
      'company.postcode',
      'company.telephone',
      'company.fax',
      'company.email',
    ],
  },
  { name: 'about', fields: ['description', 'userStatus'] },
];

const ofCompany: Readonly<Record<string, FieldText>> = {
  telephone: 'companyTelephone',
  fax: 'companyFax',
  email: 'companyEmail',
};

/** The field of a custom property. */
export function propertyField(name: string): FieldName {
  return `properties.${name}`;
}

/** What a field is called. */
export function labelOf(field: FieldName, texts: Texts): string {
  const dot = field.indexOf('.');
  if (dot < 0) return texts.person.fields[field as FieldText];
  const name = field.slice(dot + 1);
  if (field.startsWith('properties.')) return visibleTextOf(name);
  return texts.person.fields[ofCompany[name] ?? (name as FieldText)];
}
