import { directoryTexts } from './en-directory.ts';
import { editingTexts } from './en-editing.ts';
import { locale } from './en-formats.ts';
import { outboxTexts } from './en-outbox.ts';
import { passwordTexts } from './en-passwords.ts';
import { personTexts } from './en-person.ts';
import { photoJobTexts } from './en-photo-job.ts';
import { photoTexts } from './en-photos.ts';
import { serverTexts } from './en-servers.ts';

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
    remember: 'Remember me',
    rememberHint: 'Your password is kept in this computer’s keychain, never in a file of Rollcall.',
    notRemembered: 'Your password is kept until you quit Rollcall.',
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
    signOut: 'Sign out',
    signInAgain: 'Sign in again',
  },
  ...directoryTexts,
  ...serverTexts,
  ...passwordTexts,
  ...outboxTexts,
  ...photoTexts,
  ...photoJobTexts,
  person: personTexts,
  editing: editingTexts,
};
