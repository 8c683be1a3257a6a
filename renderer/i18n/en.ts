import { createPlural } from './plural.ts';

const locale = 'en';
const plural = createPlural(locale);
const numbers = new Intl.NumberFormat(locale);
const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const datesAndTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const bytes = new Intl.NumberFormat(locale, {
  style: 'unit',
  unit: 'megabyte',
  maximumFractionDigits: 1,
});

const people = (count: number): string =>
  `${numbers.format(count)} ${plural(count, { one: 'person', other: 'people' })}`;

/** The English texts of the interface, with all that depends on numbers, dates and plurals. */
export const en = {
  locale,
  product: {
    name: 'Rollcall',
    promise: 'Everybody in your Alfresco directory, found as fast as you can type.',
  },
  common: {
    details: 'Details',
    tryAgain: 'Try again',
    serverText: 'Server',
    logId: 'Server’s log number',
    traceId: 'Rollcall’s log number',
    unexpected: 'Something went wrong inside Rollcall. Please try again.',
  },
  welcome: {
    heading: 'Sign in',
    address: 'Server address',
    addressHint: 'For example ecm.example.com',
    userId: 'User name',
    password: 'Password',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    required: {
      address: 'Enter the address of your server.',
      userId: 'Enter your user name.',
      password: 'Enter your password.',
    },
    privacy: 'Your password is sent to this server only, and is not stored.',
  },
  plainHttp: {
    heading: 'This connection is not encrypted',
    question: (host: string) =>
      `The connection to ${host} is not encrypted. Anyone on the network could read your password.`,
    accept: 'Continue without encryption',
    decline: 'Go back',
  },
  demo: {
    heading: 'No server at hand?',
    text: 'Look around in an invented company. Nothing leaves this computer.',
    start: 'Try the demo directory',
    starting: 'Opening the demo directory…',
    accounts: 'To be somebody else there, sign in to the server “demo” as',
    administrator: { label: 'Administrator', userId: 'admin', password: 'admin' },
    ordinary: { label: 'Ordinary user', userId: 'mira', password: 'mira' },
    credentials: (userId: string, password: string) => `${userId} / ${password}`,
  },
  session: {
    notEncrypted: 'Not encrypted',
    notEncryptedHint: 'Anyone on the network could read what is sent to this server.',
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    signInAgain: 'Sign in again',
  },
  people: {
    label: 'People',
    search: 'Search people',
    clearSearch: 'Clear',
    searchShortcut: '/',
    count: people,
    countOf: (matched: number, total: number) => `${numbers.format(matched)} of ${people(total)}`,
    columns: {
      name: 'Name',
      jobTitle: 'Job title',
      organization: 'Organization',
      email: 'E-mail',
    },
    loadingRow: 'Loading…',
    loading: 'Loading people…',
    disabled: 'Disabled',
    noMatch: {
      heading: (text: string) => `Nobody matches “${text}”`,
      text: 'Every word must occur somewhere in a person’s fields. Accents and capitals do not matter.',
      clear: 'Clear search',
    },
    empty: {
      heading: 'Nobody here yet',
      text: 'No people have been fetched from the server.',
      fetch: 'Fetch people',
    },
    failed: 'The list could not be read',
  },
  refresh: {
    start: 'Refresh',
    progress: 'Refreshing people',
    fetched: (fetched: number, expected: number | null) => {
      if (expected !== null)
        return `${numbers.format(fetched)} of ${numbers.format(expected)} fetched`;
      return fetched === 0 ? 'Asking the server…' : `${numbers.format(fetched)} fetched`;
    },
    cancel: 'Cancel',
    failedHeading: 'The directory could not be fetched',
    updated: (iso: string) => {
      const at = new Date(iso);
      const isToday = at.toDateString() === new Date().toDateString();
      return `Updated ${isToday ? times.format(at) : datesAndTimes.format(at)}`;
    },
  },
  person: {
    back: 'Back to the list',
    close: 'Close',
    photoOf: (name: string) => `Photo of ${name}`,
    loading: 'Loading…',
    gone: {
      heading: 'No longer in the directory',
      text: 'This person has been removed since the list was read.',
    },
    failedHeading: 'This person could not be read',
    badges: {
      disabled: 'Disabled',
      administrator: 'Administrator',
      guest: 'Guest',
      managed: 'Managed by a directory service',
    },
    groups: {
      contact: 'Contact',
      work: 'Work',
      company: 'Company',
      about: 'About',
      account: 'Account',
      properties: 'Custom properties',
      aspects: 'Aspects',
    },
    fields: {
      id: 'User name',
      firstName: 'First name',
      lastName: 'Last name',
      email: 'E-mail',
      telephone: 'Telephone',
      mobile: 'Mobile',
      skypeId: 'Skype',
      googleId: 'Google user name',
      instantMessageId: 'Instant message',
      jobTitle: 'Job title',
      location: 'Location',
      organization: 'Organization',
      address1: 'Address line 1',
      address2: 'Address line 2',
      address3: 'Address line 3',
      postcode: 'Postcode',
      companyTelephone: 'Company telephone',
      companyFax: 'Company fax',
      companyEmail: 'Company e-mail',
      description: 'Description',
      userStatus: 'User status',
      statusUpdatedAt: 'Status updated',
      enabled: 'Enabled',
      emailNotificationsEnabled: 'E-mail notifications',
      quota: 'Storage limit',
      quotaUsed: 'Storage used',
    },
    values: {
      yes: 'Yes',
      no: 'No',
      on: 'On',
      off: 'Off',
      unlimited: 'Unlimited',
      megabytes: (sizeBytes: number) => bytes.format(sizeBytes / 1_000_000),
      dateTime: (iso: string) => {
        const at = new Date(iso);
        return Number.isNaN(at.getTime()) ? iso : datesAndTimes.format(at);
      },
    },
  },
};
