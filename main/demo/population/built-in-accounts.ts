import { demoAdmin, demoUser } from '../demo-accounts.ts';
import { emptyPerson, type PersonRecord } from '../directory/person-record.ts';

/** An account that every demo directory has. */
export interface BuiltInAccount {
  readonly person: PersonRecord;
  readonly hasPhoto: boolean;
}

/** The accounts, the most important first: a directory of one person has the first alone. */
export function builtInAccounts(): readonly BuiltInAccount[] {
  return [
    { person: builtInAdmin('admin@example.com'), hasPhoto: false },
    { person: mira(), hasPhoto: true },
    { person: builtInGuest(), hasPhoto: false },
  ];
}

/** The account that every server has from the start; its last name is empty, not unset. */
export function builtInAdmin(email = 'admin@alfresco.com'): PersonRecord {
  return {
    ...emptyPerson(demoAdmin.userId),
    texts: { firstName: 'Administrator', lastName: '', email },
    isAdmin: true,
    password: demoAdmin.password,
  };
}

/** The other one: it has no e-mail, and nobody signs in with it. */
export function builtInGuest(): PersonRecord {
  return { ...emptyPerson('guest'), texts: { firstName: 'Guest', lastName: '' } };
}

function mira(): PersonRecord {
  return {
    ...emptyPerson(demoUser.userId),
    texts: {
      firstName: 'Mira',
      lastName: 'Lindqvist',
      email: 'mira.lindqvist@example.com',
      jobTitle: 'Records Manager',
      location: 'Stockholm',
      telephone: '+46 8 465 004 17',
      mobile: '+46 70 174 06 35',
      userStatus: 'Happy to help',
      description: 'Looks after everything that has to be found again in ten years.',
    },
    company: {
      organization: 'Tessaly Works',
      address1: 'Sjöbodsgatan 21',
      address3: 'Sweden',
      postcode: '116 45',
      telephone: '+46 8 465 004 00',
      email: 'stockholm@example.com',
    },
    statusUpdatedAt: Date.UTC(2025, 4, 12, 7, 30),
    aspectNames: ['hr:employee', 'hr:speaker'],
    properties: {
      'hr:employeeNumber': 100_017,
      'hr:startDate': '2016-03-01T00:00:00.000+0000',
      'hr:costCentre': 'CC-1200',
      'hr:languages': ['Svenska', 'English', 'Deutsch'],
    },
    preferences: { 'org.alfresco.share.sites.favourites': '' },
    groups: ['RECORDS'],
    password: demoUser.password,
  };
}
