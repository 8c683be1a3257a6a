import type { PersonRecord } from '../directory/person-record.ts';
import type { PersonBody } from './person-body.ts';

/** A person with the plain fields of a request applied: not the password, not custom properties. */
export function withChanges(person: PersonRecord, body: PersonBody): PersonRecord {
  return {
    ...person,
    texts: withTexts(person.texts, body.texts),
    company: body.company === null ? {} : withTexts(person.company, body.company ?? {}),
    enabled: body.enabled ?? person.enabled,
    emailNotificationsEnabled: body.emailNotificationsEnabled ?? person.emailNotificationsEnabled,
  };
}

function withTexts<F extends string>(
  texts: Readonly<Partial<Record<F, string>>>,
  changes: Readonly<Partial<Record<F, string | null>>>,
): Partial<Record<F, string>> {
  const changed: Partial<Record<F, string>> = {};
  for (const key in texts) if (!(key in changes)) changed[key] = texts[key];
  for (const key in changes) {
    const value = changes[key];
    if (typeof value === 'string') changed[key] = value;
  }
  return changed;
}
