import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Change, MaybeSent } from '../../../preload/model/change.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import {
  isMaybeSent,
  mergeChange,
  notApplied,
  withMaybeSent,
} from '../../../preload/rules/merge.ts';
import {
  fieldsOf,
  isSameValue,
  keepFields,
  valueOf,
  valuesOf,
} from '../../../preload/rules/person-fields.ts';
import { createAppError, toAppError } from '../errors.ts';
import type { SendContext, SendOutcome } from './send-outcome.ts';
import { sendPhoto } from './send-photo.ts';
import { toChanges, toNewPerson } from './wire-values.ts';

/**
 * Sends one change and proves what became of it. Every kind asks the server first how things stand:
 * so it does not matter whether an earlier attempt arrived. Rejects with `AppError` where the failure
 * says nothing of the change itself, and it is to be tried again.
 */
export async function sendChange(change: Change, context: SendContext): Promise<SendOutcome> {
  try {
    if (change.kind === 'create') return await sendCreation(change, context);
    if (change.kind === 'password') return await sendPassword(change, context);
    if (change.kind === 'photo') return await sendPhoto(change, context);
    return await sendUpdate(change, context);
  } catch (error) {
    const { data } = toAppError(error);
    if (!isAboutTheChange(data)) throw error;
    return { kind: 'refused', error: data, person: null, notApplied: [] };
  }
}

async function sendUpdate(change: Change, context: SendContext): Promise<SendOutcome> {
  const { client, signal, note } = context;
  const now = await client.people.get(change.personId, { signal });
  const { toSend, conflicts } = mergeChange(change, now);
  if (conflicts.length > 0) {
    return { kind: 'conflict', person: now, theirs: valuesOf(now, conflicts) };
  }
  if (fieldsOf(toSend).length === 0) return { kind: 'done', person: now, wasThere: true };
  note({ maybeSent: withMaybeSent(change.maybeSent, toSend) });
  const answered = await client.people.update(now.id, toChanges(toSend), { signal });
  return proved(toSend, answered);
}

/** An answer of 200 is not believed: directory services have fields dropped without a word. */
function proved(sent: FieldValues, answered: Person): SendOutcome {
  const dropped = notApplied(sent, answered);
  if (dropped.length === 0) return { kind: 'done', person: answered, wasThere: false };
  const error = createAppError(
    'forbidden',
    'The server said yes and left some fields as they were: a directory service (such as LDAP) manages them. Change them there, or discard the change.',
  ).data;
  return { kind: 'refused', error, person: answered, notApplied: dropped };
}

async function sendCreation(change: Change, context: SendContext): Promise<SendOutcome> {
  const { client, signal } = context;
  const before = await findPerson(change.personId, context);
  if (before !== null) return settleExisting(change, before, context);
  const password = await context.secret();
  if (password === null) throw passwordIsGone();
  const sent = { wasAbsent: true, maybeSent: withMaybeSent(change.maybeSent, change.mine) };
  context.note(sent);
  try {
    const created = await client.people.create(toNewPerson(change, password), { signal });
    await context.wipeSecret();
    return proved(change.mine, created);
  } catch (error) {
    if (toAppError(error).data.code !== 'conflict') throw error;
    // Created between our question and our request: by an attempt of ours, or by somebody else.
    const existing = await findPerson(change.personId, context);
    if (existing === null) throw error;
    return settleExisting({ ...change, ...sent }, existing, context);
  }
}

async function findPerson(id: string, { client, signal }: SendContext): Promise<Person | null> {
  try {
    return await client.people.get(id, { signal });
  } catch (error) {
    if (toAppError(error).data.code === 'not-found') return null;
    throw error;
  }
}

/**
 * Somebody of that name is there. Ours, if nobody was there before and everything in it is what we
 * have sent; what the user has changed since the attempt that arrived is then still to be sent.
 */
async function settleExisting(
  change: Change,
  existing: Person,
  context: SendContext,
): Promise<SendOutcome> {
  const { mine, maybeSent, wasAbsent } = change;
  const isSent = (field: FieldName): boolean =>
    isMaybeSent(maybeSent, field, valueOf(existing, field));
  if (!wasAbsent || !(Object.keys(maybeSent) as FieldName[]).every(isSent)) {
    const error = createAppError(
      'conflict',
      'Somebody else has this user name. Choose another one, or discard the new person.',
    ).data;
    return { kind: 'refused', error, person: null, notApplied: [] };
  }
  await context.wipeSecret();
  const isLeft = (field: FieldName): boolean =>
    !isSameValue(valueOf(existing, field), mine[field] ?? null);
  const left = keepFields(mine, isLeft);
  if (fieldsOf(left).length === 0) return { kind: 'done', person: existing, wasThere: true };
  // What was never sent is compared with what a new person has in it.
  const base = Object.fromEntries(
    fieldsOf(left).map((field) => {
      const now = valueOf(existing, field);
      const whenNew = typeof now === 'boolean' ? true : null;
      return [field, field in maybeSent ? now : whenNew];
    }),
  );
  const rest = { kind: 'update', base, mine: left } as const;
  context.note(rest);
  return sendUpdate({ ...change, ...rest }, context);
}

/** Setting a password twice does no harm, so a lost answer needs no proof. */
async function sendPassword(change: Change, context: SendContext): Promise<SendOutcome> {
  const { client, signal } = context;
  const password = await context.secret();
  if (password === null) throw passwordIsGone();
  context.note({});
  const person = await client.people.update(change.personId, { password }, { signal });
  await context.wipeSecret();
  return { kind: 'done', person, wasThere: false };
}

function passwordIsGone(): Error {
  return createAppError(
    'invalid',
    'The password that goes with this is no longer in the keychain. Discard the change and make it again.',
  );
}

const aboutTheChange: ReadonlySet<string> = new Set([
  'forbidden',
  'not-found',
  'conflict',
  'invalid',
  'too-large',
  'unsupported',
]);

/** Whether an error is the server's verdict on the change, and not trouble of its own. */
export function isAboutTheChange({ code }: AppErrorData): boolean {
  return aboutTheChange.has(code);
}

/**
 * What of a change is left where only some fields were not applied. What was sent of the others has
 * arrived: found there later on, it may as well be somebody else's.
 */
export function remainderOf(
  { base, mine, maybeSent }: Change,
  fields: readonly FieldName[],
): Pick<Change, 'base' | 'mine' | 'maybeSent'> {
  const isLeft = (field: FieldName): boolean => fields.includes(field);
  const sent = (Object.keys(maybeSent) as FieldName[])
    .filter(isLeft)
    .map((field) => [field, maybeSent[field] ?? []]);
  return {
    base: keepFields(base, isLeft),
    mine: keepFields(mine, isLeft),
    maybeSent: Object.fromEntries(sent) as MaybeSent,
  };
}
