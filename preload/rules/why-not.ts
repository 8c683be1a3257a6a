import type { Person } from '../model/person.ts';
import type { Session } from '../model/session.ts';
import { isManaged } from './is-managed.ts';

/** What a user can do to a person. */
export type PersonAction = 'edit' | 'create' | 'enable' | 'set-password' | 'send-reset' | 'photo';

/** Why an action is not offered; the interface has a sentence for each. */
export type WhyNot =
  | 'read-only-server'
  | 'admins-only'
  | 'only-yourself'
  | 'admin-account'
  | 'guest-account'
  | 'disabled-account'
  | 'directory-managed'
  | 'no-thumbnails';

/** The session as far as rights are concerned. */
export type Rights = Pick<Session, 'userId' | 'isAdmin' | 'repository'>;

/** The person as far as rights are concerned. */
export type Subject = Pick<Person, 'id' | 'enabled' | 'capabilities'>;

/**
 * Why a user may not do something to a person, or null where nothing speaks against it as far as
 * one can tell without asking the server. `person` is null for `create`, and for people in general.
 */
export function whyNot(
  action: PersonAction,
  { userId, isAdmin, repository }: Rights,
  person: Subject | null,
): WhyNot | null {
  if (repository?.isReadOnly === true) return 'read-only-server';
  const isSelf = person !== null && person.id.toLowerCase() === userId.toLowerCase();
  // A server that does not tell who is an administrator refuses by itself what is not allowed.
  const isOrdinary = isAdmin === false;
  if (isOrdinary && (action === 'create' || action === 'enable')) return 'admins-only';
  if (isOrdinary && !isSelf) return 'only-yourself';
  if (action === 'photo' && repository?.isThumbnailGenerationEnabled === false) {
    return 'no-thumbnails';
  }
  if (person === null) return null;
  const { capabilities } = person;
  if (capabilities?.isGuest === true && action !== 'edit' && action !== 'photo') {
    return 'guest-account';
  }
  if (action === 'enable' && capabilities?.isAdmin === true && person.enabled) {
    return 'admin-account';
  }
  const needsOwnLogin = action === 'enable' || action === 'set-password' || action === 'send-reset';
  if (needsOwnLogin && isManaged(capabilities)) return 'directory-managed';
  // The server says yes, and sends no mail.
  if (action === 'send-reset' && !person.enabled) return 'disabled-account';
  return null;
}
