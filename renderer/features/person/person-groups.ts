import type { JsonValue } from '../../../preload/model/json.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Entry } from '../../ui/entry.ts';
import { plainTextOf } from './plain-text.ts';
import { visibleTextOf } from './visible-text.ts';

/** A field of a person with its name. */
export interface PersonEntry extends Entry {
  /** Where the search looks for it; absent where it does not. */
  readonly field?: SearchField | undefined;
}

/** A heading with the fields below it. */
export interface PersonGroup {
  readonly name: string;
  readonly entries: readonly PersonEntry[];
}

type Pair = readonly [label: string, value: string | null, field?: SearchField];

/** What is set: the server makes no difference between null, empty and blank. */
function setOnes(pairs: readonly Pair[]): PersonEntry[] {
  return pairs.flatMap(([label, value, field]) =>
    value === null || value.trim() === '' ? [] : [{ label, value, field }],
  );
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  return JSON.stringify(value);
}

function accountOf(person: Person, texts: Texts['person']): PersonEntry[] {
  const { fields, values } = texts;
  const sizeOf = (sizeBytes: number): string =>
    sizeBytes < 0 ? values.unlimited : values.megabytes(sizeBytes);
  return [
    { label: fields.id, value: visibleTextOf(person.id), isCode: true, field: 'id' },
    ...setOnes([
      [fields.enabled, person.enabled ? values.yes : values.no],
      [fields.emailNotificationsEnabled, person.emailNotificationsEnabled ? values.on : values.off],
      [fields.quota, person.quota === null ? null : sizeOf(person.quota)],
      [fields.quotaUsed, person.quotaUsed === null ? null : sizeOf(person.quotaUsed)],
    ]),
  ];
}

/** All that is set of a person, in groups, in the order of the panel. */
export function groupsOf(person: Person, texts: Texts['person']): PersonGroup[] {
  const { groups, fields, values } = texts;
  const { company } = person;
  const all: PersonGroup[] = [
    {
      name: groups.contact,
      entries: setOnes([
        [fields.email, person.email, 'email'],
        [fields.telephone, person.telephone, 'phone'],
        [fields.mobile, person.mobile, 'phone'],
        [fields.skypeId, person.skypeId, 'chat'],
        [fields.instantMessageId, person.instantMessageId, 'chat'],
        [fields.googleId, person.googleId, 'chat'],
      ]),
    },
    {
      name: groups.work,
      entries: setOnes([
        [fields.jobTitle, person.jobTitle, 'jobTitle'],
        [fields.location, person.location, 'location'],
      ]),
    },
    {
      name: groups.company,
      entries: setOnes([
        [fields.organization, company.organization, 'organization'],
        [fields.address1, company.address1, 'address'],
        [fields.address2, company.address2, 'address'],
        [fields.address3, company.address3, 'address'],
        [fields.postcode, company.postcode, 'address'],
        [fields.companyTelephone, company.telephone, 'phone'],
        [fields.companyFax, company.fax, 'phone'],
        [fields.companyEmail, company.email, 'email'],
      ]),
    },
    {
      name: groups.about,
      entries: setOnes([
        [fields.firstName, person.firstName, 'name'],
        [fields.lastName, person.lastName, 'name'],
        [
          fields.description,
          person.description === null ? null : plainTextOf(person.description),
          'description',
        ],
        [fields.userStatus, person.userStatus, 'userStatus'],
        [
          fields.statusUpdatedAt,
          person.statusUpdatedAt === null ? null : values.dateTime(person.statusUpdatedAt),
        ],
      ]),
    },
    { name: groups.account, entries: accountOf(person, texts) },
    {
      name: groups.properties,
      entries: setOnes(
        Object.entries(person.properties).map(([name, value]): Pair => [
          visibleTextOf(name),
          value === null ? null : textOf(value),
          'property',
        ]),
      ),
    },
  ];
  return all.filter(({ entries }) => entries.length > 0);
}
