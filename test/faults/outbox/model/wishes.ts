import type { Change } from '../../../../preload/model/change.ts';
import type { JsonValue } from '../../../../preload/model/json.ts';
import type { FieldName, FieldValues } from '../../../../preload/model/person-fields.ts';
import { fieldsOf, isSameValue } from '../../../../preload/rules/person-fields.ts';

/** What the user wants in a field, and was told to be safe. */
export interface Wish {
  readonly value: JsonValue;
  readonly at: number;
  /** Values that the user has seen and decided to replace. */
  readonly seen: readonly JsonValue[];
  /** Back to what was there before anything was wanted. */
  readonly takesBack: boolean;
}

/** What the user wants, all in all, as a patient friend would have written it down. */
export interface Wishes {
  /** An edit that was acknowledged. `covering` waited for the person when it was made. */
  save(
    key: string,
    edit: { base: FieldValues; mine: FieldValues },
    covering: readonly Change[],
  ): void;
  /** A decision in a conflict; what it answers unmakes it. */
  decide(key: string, field: FieldName, value: JsonValue, theirs: JsonValue): () => void;
  giveUp(key: string, fields: Iterable<FieldName>): void;
  /** The value wanted now; undefined where nothing is, or it was given up. */
  latest(key: string, field: FieldName): Wish | undefined;
  hasSeen(key: string, field: FieldName, value: JsonValue): boolean;
  /** A value that was wanted once and given up. */
  wasGivenUp(key: string, field: FieldName, value: JsonValue): boolean;
  /** Whether a value that the server got at that time is left of what was given up before. */
  isLeftOfGivenUp(key: string, field: FieldName, value: JsonValue, at: number): boolean;
  /** Notes that a value was sent; false where nobody wants it, or it is older than the last sent. */
  send(key: string, field: FieldName, value: JsonValue): boolean;
  /** Every field that something is wanted in. */
  live(): Iterable<readonly [key: string, field: FieldName, wish: Wish]>;
}

interface OfField {
  readonly key: string;
  readonly field: FieldName;
  readonly wishes: Wish[];
  readonly givenUp: Wish[];
  sentAt: number;
}

/** What was there before anything was wanted; undefined where only the server knows. */
function originOf({ kind, base, maybeSent }: Change, field: FieldName): JsonValue | undefined {
  if (kind === 'update') return base[field] ?? null;
  // Of a new person, what was never sent was never there.
  return field in maybeSent ? undefined : null;
}

export function createWishes(now: () => number): Wishes {
  const byField = new Map<string, OfField>();

  function of(key: string, field: FieldName): OfField {
    const name = `${key} ${field}`;
    const found = byField.get(name) ?? { key, field, wishes: [], givenUp: [], sentAt: 0 };
    byField.set(name, found);
    return found;
  }

  function add(
    key: string,
    field: FieldName,
    wish: Omit<Wish, 'at' | 'seen'>,
    saw: JsonValue,
  ): void {
    const { wishes } = of(key, field);
    const seen = [...(wishes.at(-1)?.seen ?? []), saw];
    wishes.push({ ...wish, seen, at: now() });
  }

  return {
    save(key, { base, mine }, covering) {
      for (const field of fieldsOf(mine)) {
        const value = mine[field] ?? null;
        const first = covering.find((change) => field in change.mine);
        if (first === undefined && isSameValue(base[field] ?? null, value)) continue;
        const origin = first === undefined ? undefined : originOf(first, field);
        const takesBack = origin !== undefined && isSameValue(origin, value);
        add(key, field, { value, takesBack }, base[field] ?? null);
      }
    },
    decide(key, field, value, theirs) {
      const { wishes, givenUp } = of(key, field);
      const before = { wishes: [...wishes], givenUp: [...givenUp] };
      if (isSameValue(value, theirs)) this.giveUp(key, [field]);
      else add(key, field, { value, takesBack: false }, theirs);
      return () => {
        wishes.splice(0, wishes.length, ...before.wishes);
        givenUp.splice(0, givenUp.length, ...before.givenUp);
      };
    },
    giveUp(key, fields) {
      for (const field of fields) {
        const { wishes, givenUp } = of(key, field);
        givenUp.push(...wishes.splice(0));
      }
    },
    latest: (key, field) => of(key, field).wishes.at(-1),
    hasSeen: (key, field, value) =>
      of(key, field).wishes.some(({ seen }) => seen.some((one) => isSameValue(one, value))),
    wasGivenUp: (key, field, value) =>
      of(key, field).givenUp.some((wish) => isSameValue(wish.value, value)),
    isLeftOfGivenUp(key, field, value, at) {
      const first = of(key, field).wishes[0];
      return this.wasGivenUp(key, field, value) && first !== undefined && at < first.at;
    },
    send(key, field, value) {
      const ofField = of(key, field);
      const wish = ofField.wishes.find(
        (one) => one.at >= ofField.sentAt && isSameValue(one.value, value),
      );
      if (wish === undefined) return false;
      ofField.sentAt = wish.at;
      return true;
    },
    *live() {
      for (const { key, field, wishes } of byField.values()) {
        const wish = wishes.at(-1);
        if (wish !== undefined) yield [key, field, wish];
      }
    },
  };
}
