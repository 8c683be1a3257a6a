import type { JsonValue } from '../model/json.ts';
import type { Person } from '../model/person.ts';
import type { FieldName, FieldValues } from '../model/person-fields.ts';
import { fieldsOf, isSameValue, keepFields, valueOf } from './person-fields.ts';

/** What is to be done about a change, now that the person has been read again. */
export interface Merge {
  /** Still to be sent: the server has what the change was made against. */
  readonly toSend: FieldValues;
  /** The server has these already, by whomever. */
  readonly alreadyThere: readonly FieldName[];
  /** Somebody else has changed these to something else: only the user can decide. */
  readonly conflicts: readonly FieldName[];
}

/** A change as far as merging is concerned. */
export interface Mergeable {
  /** What the user saw when changing `mine`. */
  readonly base: FieldValues;
  readonly mine: FieldValues;
  /** Values of an earlier attempt that may have arrived: found at the server, they are our own. */
  readonly maybeSent: FieldValues;
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
    if (isSameValue(now, mine[field] ?? null)) alreadyThere.push(field);
    else if (!isKnown(now, field, base) && !isKnown(now, field, maybeSent)) conflicts.push(field);
  }
  const settled = new Set([...alreadyThere, ...conflicts]);
  return { toSend: keepFields(mine, (field) => !settled.has(field)), alreadyThere, conflicts };
}

function isKnown(value: JsonValue, field: FieldName, values: FieldValues): boolean {
  return field in values && isSameValue(value, values[field] ?? null);
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
