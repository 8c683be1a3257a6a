import { randomUUID } from 'node:crypto';
import { illegalArgument, otherException } from '../api-error.ts';
import type { Directory } from '../directory/directory.ts';
import { hasOwnLogin } from '../directory/person-record.ts';
import type { DemoSettings } from '../settings.ts';

/** A mail that the server sent: the link of a reset, or the news that one is done. */
export interface Mail {
  readonly kind: 'request' | 'confirmation';
  readonly to: string;
  readonly client: string;
  readonly userId: string;
  readonly id: string;
  readonly key: string;
}

/** What the link of a mail and its user send back. */
export interface ResetLink {
  readonly userId: string;
  readonly password: string;
  readonly id: string;
  readonly key: string;
}

/** Password resets by mail. */
export interface PasswordResets {
  readonly mails: readonly Mail[];
  /** Sends the link. Does nothing where the person is unknown, disabled or without an e-mail. */
  request(userId: string, client: string): void;
  /** Sets the password where the link is good, and does nothing where it is not. */
  complete(link: ResetLink): void;
}

interface Pending {
  readonly mail: Mail;
  readonly expiresAt: number;
}

/** Creates the mail box and the links in it; `now` is the clock in milliseconds. */
export function createPasswordResets(parts: {
  readonly settings: Pick<DemoSettings, 'resetClients' | 'resetLinkValidMs'>;
  readonly directory: Directory;
  readonly now: () => number;
}): PasswordResets {
  const { settings, directory, now } = parts;
  const mails: Mail[] = [];
  const pending = new Map<string, Pending>();
  let lastWorkflow = 100;

  return {
    mails,
    request(userId, client) {
      const person = directory.find(userId);
      const to = person?.texts.email;
      if (person?.enabled !== true || person.password === null || to === undefined) return;
      // The person is looked up first: so this error tells that the person exists.
      if (!settings.resetClients.includes(client)) throw clientNotFound(client);
      lastWorkflow += 1;
      const id = `activiti$${lastWorkflow}`;
      const mail: Mail = { kind: 'request', to, client, userId, id, key: randomUUID() };
      pending.set(id, { mail, expiresAt: now() + settings.resetLinkValidMs });
      mails.push(mail);
    },
    complete({ userId, password, id, key }) {
      const link = pending.get(id);
      if (link === undefined || link.expiresAt <= now()) return;
      if (link.mail.key !== key || link.mail.userId !== userId) return;
      const person = directory.find(userId);
      if (person?.enabled !== true || !hasOwnLogin(person)) return;
      if (password.trim() === '') throw illegalArgument('password is a mandatory parameter');
      pending.delete(id);
      directory.put({ ...person, password });
      mails.push({ ...link.mail, kind: 'confirmation' });
    },
  };
}

function clientNotFound(client: string): Error {
  return otherException(404, `Client was not found [${client}]`);
}
