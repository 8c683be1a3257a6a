import type { Person } from '../../../preload/model/person.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Entry } from '../../ui/entry.ts';
import { plainTextOf } from './plain-text.ts';
import { propertyText } from './property-text.ts';
import { visibleTextOf } from './visible-text.ts';

/** A field of a person with its name. */
export interface PersonEntry extends Entry {
  /** Where the search looks for it; absent where it does not. */
  readonly field?: SearchField | undefined;
  /** Under which name it is changed; absent where it cannot be. */
  readonly edit?: FieldName | undefined;
}

/** A heading with the fields below it. */
export interface PersonGroup {
  readonly name: string;
  readonly entries: readonly PersonEntry[];
}

type Pair = readonly [
  label: string,
  value: string | null,
  field?: SearchField | undefined,
  edit?: FieldName,
];

/** What is set: the server makes no difference between null, empty and blank. */
function isSet(value: string | null): value is string {
  return value !== null && value.trim() !== '';
}

function accountOf(person: Person, texts: Texts['person'], setOnes: SetOnes): PersonEntry[] {
  const { fields, values } = texts;
  const sizeOf = (sizeBytes: number): string =>
    sizeBytes < 0 ? values.unlimited : values.megabytes(sizeBytes);
  return [
    { label: fields.id, value: visibleTextOf(person.id), isCode: true, field: 'id' },
    ...setOnes([
      [fields.enabled, person.enabled ? values.yes : values.no, undefined, 'enabled'],
      [
        fields.emailNotificationsEnabled,
        person.emailNotificationsEnabled ? values.on : values.off,
        undefined,
        'emailNotificationsEnabled',
      ],
      [fields.quota, person.quota === null ? null : sizeOf(person.quota)],
      [fields.quotaUsed, person.quotaUsed === null ? null : sizeOf(person.quotaUsed)],
    ]),
  ];
}

type SetOnes = (pairs: readonly Pair[]) => PersonEntry[];

/**
 * All that is set of a person, in groups, in the order of the panel. Of `shown` fields it is told
 * as well that they are not set.
 */
export function groupsOf(
  person: Person,
  texts: Texts['person'],
  shown: ReadonlyMap<FieldName, unknown> = new Map(),
): PersonGroup[] {
  const setOnes: SetOnes = (pairs) =>
    pairs.flatMap(([label, value, field, edit]): PersonEntry[] => {
      if (isSet(value)) return [{ label, value, field, edit }];
      return edit !== undefined && shown.has(edit)
        ? [{ label, value: texts.values.notSet, edit }]
        : [];
    });
  const { groups, fields, values } = texts;
  const { company } = person;
  const all: PersonGroup[] = [
    {
      name: groups.contact,
      entries: setOnes([
        [fields.email, person.email, 'email', 'email'],
        [fields.telephone, person.telephone, 'phone', 'telephone'],
        [fields.mobile, person.mobile, 'phone', 'mobile'],
        [fields.skypeId, person.skypeId, 'chat', 'skypeId'],
        [fields.instantMessageId, person.instantMessageId, 'chat', 'instantMessageId'],
        [fields.googleId, person.googleId, 'chat', 'googleId'],
      ]),
    },
    {
      name: groups.work,
      entries: setOnes([
        [fields.jobTitle, person.jobTitle, 'jobTitle', 'jobTitle'],
        [fields.location, person.location, 'location', 'location'],
      ]),
    },
    {
      name: groups.company,
      entries: setOnes([
        [fields.organization, company.organization, 'organization', 'company.organization'],
        [fields.address1, company.address1, 'address', 'company.address1'],
        [fields.address2, company.address2, 'address', 'company.address2'],
        [fields.address3, company.address3, 'address', 'company.address3'],
        [fields.postcode, company.postcode, 'address', 'company.postcode'],
        [fields.companyTelephone, company.telephone, 'phone', 'company.telephone'],
        [fields.companyFax, company.fax, 'phone', 'company.fax'],
        [fields.companyEmail, company.email, 'email', 'company.email'],
      ]),
    },
    {
      name: groups.about,
      entries: setOnes([
        [fields.firstName, person.firstName, 'name', 'firstName'],
        [fields.lastName, person.lastName, 'name', 'lastName'],
        [
          fields.description,
          person.description === null ? null : plainTextOf(person.description),
          'description',
          'description',
        ],
        [fields.userStatus, person.userStatus, 'userStatus', 'userStatus'],
        [
          fields.statusUpdatedAt,
          person.statusUpdatedAt === null ? null : values.dateTime(person.statusUpdatedAt),
        ],
      ]),
    },
    { name: groups.account, entries: accountOf(person, texts, setOnes) },
    {
      name: groups.properties,
      entries: setOnes(
        Object.entries(person.properties).map(([name, value]): Pair => [
          visibleTextOf(name),
          value === null ? null : propertyText(value, texts),
          'property',
          `properties.${name}`,
        ]),
      ),
    },
  ];
  return all.filter(({ entries }) => entries.length > 0);
}

/** What the server sets by itself, or never changes, for the foot of the form. */
export function derivedEntries(person: Person, texts: Texts['person']): PersonEntry[] {
  const fixed = groupsOf(person, texts).flatMap(({ entries }) =>
    entries.filter(({ edit }) => edit === undefined),
  );
  const aspects = person.aspectNames.map(visibleTextOf).join('\n');
  return [
    { label: texts.fields.displayName, value: person.displayName },
    ...fixed,
    ...(aspects === '' ? [] : [{ label: texts.groups.aspects, value: aspects, isCode: true }]),
  ];
}
