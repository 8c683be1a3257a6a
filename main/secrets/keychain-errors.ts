import type { AppError } from '../../preload/model/app-error.ts';
import { createAppError } from '../services/errors.ts';

const messages = {
  'not-loaded':
    'Rollcall cannot use the keychain of this computer. Install Rollcall again, and on Linux the library libsecret (package libsecret-1-0), then start it again.',
  'no-session':
    'The keychain cannot be reached, because Rollcall runs outside a desktop session. Start it from the desktop.',
  'no-service':
    'No keychain is running on this computer. Install or start one, such as GNOME Keyring or KWallet, then try again.',
  locked: 'The keychain is locked. Unlock it, then try again.',
  declined: 'The keychain was not allowed to answer Rollcall. Try again and allow it.',
  // libsecret stays with the process that it found first: only a new run finds another one.
  gone: 'The keychain has stopped since Rollcall found it. See that it runs, then start Rollcall again.',
  'not-kept': 'The keychain did not keep the password. Check that it can be written to.',
  'too-long': 'The keychain did not answer in time. Look for its window, answer it and try again.',
  'still-busy':
    'The keychain has not answered an earlier question yet. Look for its window and answer it, or start Rollcall again.',
  unknown: 'The keychain refused. Check that it is there and unlocked, then try again.',
} as const;

/** Why a keychain does not do its work. */
export type KeychainFailure = keyof typeof messages;

/** What the libraries below say in English; in another language `unknown` covers it. */
const nativeMessages: readonly (readonly [RegExp, KeychainFailure])[] = [
  [/timeout|timed out|did not receive a reply/i, 'too-long'],
  [/The name :\d|session wrapping|without replying|NoReply|connection is closed/i, 'gone'],
  [/not provided by any|ServiceUnknown|NameHasNoOwner/i, 'no-service'],
  [/autolaunch|could not connect|transport|\$DISPLAY/i, 'no-session'],
  [/locked|interaction is not allowed/i, 'locked'],
  [/cancel|dismiss|denied|not correct/i, 'declined'],
];

/** The error that a user sees; the native error says in its own words what was asked for. */
export function createKeychainError(failure: KeychainFailure): AppError {
  return createAppError('keychain', messages[failure], { retryable: failure !== 'not-loaded' });
}

/** What an error of the native module means. Its own text is not passed on. */
export function explainNativeError(error: unknown): AppError {
  const text = error instanceof Error ? error.message : '';
  const known = nativeMessages.find(([pattern]) => pattern.test(text));
  return createKeychainError(known?.[1] ?? 'unknown');
}
