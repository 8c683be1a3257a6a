import type { JsonValue } from '../../../preload/model/json.ts';
import type { CompanyField, PersonTextField } from '../../../preload/model/person.ts';
import { toApiDate } from '../people/api-date.ts';
import {
  departments,
  descriptions,
  offices,
  organizations,
  statuses,
  type Office,
} from './company.ts';
import type { CompanyNames } from './company-names.ts';
import type { Random } from './random.ts';
import { emptyPerson, type PersonRecord } from '../directory/person-record.ts';

const firstDay = Date.UTC(2009, 0, 5);
const lastDay = Date.UTC(2025, 5, 30);
const dayMs = 86_400_000;

/** Shares of the people who have, or lack, something. */
const shares = {
  email: 0.97,
  disabled: 0.04,
  directoryManaged: 0.1,
  customProperties: 0.7,
  description: 0.3,
  status: 0.15,
  mobile: 0.7,
} as const;

/** Everything about a person of the company but the photo. */
export function createCompanyPerson(options: {
  readonly id: string;
  readonly names: CompanyNames;
  readonly random: Random;
  readonly isAdmin: boolean;
}): PersonRecord {
  const { id, names, random, isAdmin } = options;
  const office = random.pick(offices);
  const department = random.pick(departments);
  const isStatusSet = random.chance(shares.status);
  const startedAt = randomDay(random, firstDay);
  return {
    ...emptyPerson(id),
    texts: textsOf({
      id,
      names,
      random,
      office,
      title: random.pick(department.titles),
      isStatusSet,
    }),
    company: companyOf(random, office),
    enabled: isAdmin || !random.chance(shares.disabled),
    emailNotificationsEnabled: !random.chance(0.2),
    statusUpdatedAt: isStatusSet ? randomDay(random, startedAt) : null,
    ...customPropertiesOf(random, names, startedAt),
    isAdmin,
    groups: [department.group],
    isDirectoryManaged: !isAdmin && random.chance(shares.directoryManaged),
    password: id,
  };
}

function textsOf(options: {
  readonly id: string;
  readonly names: CompanyNames;
  readonly random: Random;
  readonly office: Office;
  readonly title: string;
  readonly isStatusSet: boolean;
}): Partial<Record<PersonTextField, string>> {
  const { id, names, random, office, title, isStatusSet } = options;
  const local = id.replace(/@.*/s, '');
  const account = /^[a-z0-9.]+$/i.test(local) ? local.toLowerCase() : names.latin;
  return {
    firstName: names.firstName,
    ...(names.lastName !== undefined && { lastName: names.lastName }),
    ...(random.chance(shares.email) && { email: `${account}@example.com` }),
    jobTitle: title,
    location: office.city,
    telephone: phoneNumber(random, office),
    ...(random.chance(shares.mobile) && { mobile: phoneNumber(random, office) }),
    ...(random.chance(0.25) && { skypeId: `live:${account}` }),
    ...(random.chance(0.2) && { googleId: `${account}@example.org` }),
    ...(random.chance(0.15) && { instantMessageId: `${account}@chat.example.com` }),
    ...(isStatusSet && { userStatus: random.pick(statuses) }),
    ...(random.chance(shares.description) && {
      description: `${random.pick(descriptions.openings)} ${random.pick(descriptions.closings)}`,
    }),
  };
}

function companyOf(random: Random, office: Office): Partial<Record<CompanyField, string>> {
  if (random.chance(0.05)) return {};
  return {
    organization: random.pick(organizations),
    address1: office.address,
    ...(office.district !== undefined && { address2: office.district }),
    address3: office.country,
    postcode: office.postcode,
    telephone: `${office.phonePrefix}${'0'.repeat(office.lastDigits)}`,
    ...(random.chance(0.3) && { fax: phoneNumber(random, office) }),
    ...(random.chance(0.4) && {
      email: `${office.city.toLowerCase().replace(' ', '')}@example.com`,
    }),
  };
}

function customPropertiesOf(
  random: Random,
  { languages }: CompanyNames,
  startedAt: number,
): Pick<PersonRecord, 'aspectNames' | 'properties'> {
  if (!random.chance(shares.customProperties)) return { aspectNames: [], properties: {} };
  const aspectNames = ['hr:employee'];
  const properties: Record<string, JsonValue> = {
    'hr:employeeNumber': 100_000 + random.below(900_000),
    'hr:startDate': toApiDate(startedAt),
    'hr:costCentre': `CC-${1000 + random.below(40) * 10}`,
  };
  if (random.chance(0.15)) {
    aspectNames.push('hr:safety');
    properties['hr:firstAider'] = true;
  }
  if (random.chance(0.5)) {
    aspectNames.push('hr:speaker');
    properties['hr:languages'] = [...languages];
  }
  return { aspectNames, properties };
}

function phoneNumber(random: Random, { phonePrefix, lastDigits }: Office): string {
  return phonePrefix + String(random.below(10 ** lastDigits)).padStart(lastDigits, '0');
}

function randomDay(random: Random, from: number): number {
  return from + random.below(Math.max(1, (lastDay - from) / dayMs)) * dayMs;
}
