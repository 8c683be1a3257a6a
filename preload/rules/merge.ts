import type { MaybeSent } from '../model/change.ts';
import type { JsonValue } from '../model/json.ts';
import type { Person } from '../model/person.ts';
import type { FieldName, FieldValues } from '../model/person-fields.ts';
import { fieldsOf, isSameValue, keepFields, valueOf } from './person-fields.ts';

/** What is to be done about a change, now that the person has been read again. */
export interface Merge {
  /** Still to be sent: the server has what the change was made against. */
  readonly toSend: FieldValues;
  /** Nothing is to be done about these: the server has them already, or they were taken back. */
  readonly alreadyThere: readonly FieldName[];
  /** Somebody else has changed these to something else: only the user can decide. */
  readonly conflicts: readonly FieldName[];
}

/** A change as far as merging is concerned. */
export interface Mergeable {
  /** What the user saw when changing `mine`. */
  readonly base: FieldValues;
  readonly mine: FieldValues;
  /** Values of earlier attempts that may have arrived: found at the server, they are our own. */
  readonly maybeSent: MaybeSent;
}

/**
 * Compares a change with the person as the server has them now, field by field. Fields that the user
 * did not touch are nobody's business here: they are never sent, and so merge by themselves.
 */
export function mergeChange({ base, mine, maybeSent }: Mergeable, theirs: Person): Merge {
  const alreadyThere: FieldName[] = [];
  const conflicts: FieldName[] = [];
  for (const field of fieldsOf(mine)) {
    const now = valueOf(theirs, field);
    const wanted = mine[field] ?? null;
    const isBase = (value: JsonValue): boolean =>
      field in base && isSameValue(value, base[field] ?? null);
    if (isSameValue(now, wanted)) alreadyThere.push(field);
    else if (isMaybeSent(maybeSent, field, now) || isBase(now)) continue;
    // Taken back, and never arrived: what somebody else has made of it is none of the user's business.
    else if (isBase(wanted)) alreadyThere.push(field);
    else conflicts.push(field);
  }
  const settled = new Set([...alreadyThere, ...conflicts]);
  return { toSend: keepFields(mine, (field) => !settled.has(field)), alreadyThere, conflicts };
}

/** Whether a value may be at the server by an attempt of ours. */
export function isMaybeSent(maybeSent: MaybeSent, field: FieldName, value: JsonValue): boolean {
  return (maybeSent[field] ?? []).some((sent) => isSameValue(sent, value));
}

/** With values that are about to be sent. */
export function withMaybeSent(maybeSent: MaybeSent, sent: FieldValues): MaybeSent {
  const isNew = (field: FieldName): boolean => !isMaybeSent(maybeSent, field, sent[field] ?? null);
  const added = fieldsOf(sent)
    .filter(isNew)
    .map((field) => [field, [...(maybeSent[field] ?? []), sent[field] ?? null]]);
  return { ...maybeSent, ...(Object.fromEntries(added) as MaybeSent) };
}

/** The fields of a change that an answer of 200 nevertheless shows unchanged. */
export function notApplied(sent: FieldValues, answered: Person): FieldName[] {
  return fieldsOf(sent).filter(
    (field) => !isSameValue(valueOf(answered, field), sent[field] ?? null),
  );
}

/** A further edit on top of a waiting change: one change remains, against the oldest base. */
export function coalesce(
  waiting: Mergeable,
  edit: Pick<Mergeable, 'base' | 'mine'>,
): Pick<Mergeable, 'base' | 'mine'> {
  const base = { ...edit.base, ...waiting.base };
  const mine = { ...waiting.mine, ...edit.mine };
  // What is back where it began needs no sending, unless what was sent before may have arrived:
  // taking everything back leaves nothing.
  const isLeft = (field: FieldName): boolean =>
    field in waiting.maybeSent || !isSameValue(base[field] ?? null, mine[field] ?? null);
  return {
    base: keepFields(base, (field) => field in mine && isLeft(field)),
    mine: keepFields(mine, isLeft),
  };
}
