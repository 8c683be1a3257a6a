import type { JsonValue } from '../../../preload/model/json.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Entry } from '../../ui/entry.ts';
import { plainTextOf } from './plain-text.ts';
import { visibleTextOf } from './visible-text.ts';

/** A heading with the fields below it. */
export interface PersonGroup {
  readonly name: string;
  readonly entries: readonly Entry[];
}

type Pair = readonly [label: string, value: string | null];

/** What is set: the server makes no difference between null, empty and blank. */
function setOnes(pairs: readonly Pair[]): Entry[] {
  return pairs.flatMap(([label, value]) =>
    value === null || value.trim() === '' ? [] : [{ label, value }],
  );
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  return JSON.stringify(value);
}

function accountOf(person: Person, texts: Texts['person']): Entry[] {
  const { fields, values } = texts;
  const sizeOf = (sizeBytes: number): string =>
    sizeBytes < 0 ? values.unlimited : values.megabytes(sizeBytes);
  return [
    { label: fields.id, value: visibleTextOf(person.id), isCode: true },
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
        [fields.email, person.email],
        [fields.telephone, person.telephone],
        [fields.mobile, person.mobile],
        [fields.skypeId, person.skypeId],
        [fields.instantMessageId, person.instantMessageId],
        [fields.googleId, person.googleId],
      ]),
    },
    {
      name: groups.work,
      entries: setOnes([
        [fields.jobTitle, person.jobTitle],
        [fields.location, person.location],
      ]),
    },
    {
      name: groups.company,
      entries: setOnes([
        [fields.organization, company.organization],
        [fields.address1, company.address1],
        [fields.address2, company.address2],
        [fields.address3, company.address3],
        [fields.postcode, company.postcode],
        [fields.companyTelephone, company.telephone],
        [fields.companyFax, company.fax],
        [fields.companyEmail, company.email],
      ]),
    },
    {
      name: groups.about,
      entries: setOnes([
        [fields.firstName, person.firstName],
        [fields.lastName, person.lastName],
        [fields.description, person.description === null ? null : plainTextOf(person.description)],
        [fields.userStatus, person.userStatus],
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
        ]),
      ),
    },
  ];
  return all.filter(({ entries }) => entries.length > 0);
}
