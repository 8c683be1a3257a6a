import { initialOf, isTelling, isWhole, joinWords, type Words, wordsOf } from './words.ts';

/** By what a file can be somebody's, the most telling first. */
export const matchKinds = [
  'id',
  'email',
  /** What stands before the @ of the e-mail address. */
  'mailbox',
  'name',
  /** A part of the name, or its words in another order. */
  'part-of-name',
  'initials',
] as const;

export type MatchKind = (typeof matchKinds)[number];

/** A person as far as a file can be named after one. */
export interface Matchable {
  readonly id: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly enabled: boolean;
}

/** One way in which a file can be named after a person. */
export interface PersonKey extends Words {
  readonly kind: MatchKind;
  readonly isWeak: boolean;
}

/** Every way in which a file can be named after a person. */
export function personKeysOf({ id, email, firstName, lastName }: Matchable): readonly PersonKey[] {
  const idWords = wordsOf(id);
  const keys: PersonKey[] = [{ ...idWords, kind: 'id', isWeak: !isTelling(idWords) }];
  if (email !== null) {
    const mailbox = wordsOf(email.split('@')[0] ?? '');
    keys.push({ ...wordsOf(email), kind: 'email', isWeak: !email.includes('@') });
    keys.push({ ...mailbox, kind: 'mailbox', isWeak: !isTelling(mailbox) });
  }
  const first = wordsOf(firstName ?? '');
  const last = wordsOf(lastName ?? '');
  // One name alone is never enough: others may have it as one of theirs.
  for (const name of [first, last]) keys.push({ ...name, kind: 'part-of-name', isWeak: true });
  if (first.words.length > 0 && last.words.length > 0) keys.push(...nameKeysOf(first, last));
  return keys.filter(({ words }) => words.length > 0);
}

function nameKeysOf(first: Words, last: Words): PersonKey[] {
  const isWeak = !isWhole(first) || !isWhole(last);
  const keys: PersonKey[] = [
    { ...joinWords(first, last), kind: 'name', isWeak },
    { ...joinWords(last, first), kind: 'name', isWeak },
  ];
  const [given = ''] = first.words;
  const family = last.words.at(-1) ?? '';
  const add = (kind: MatchKind, ...words: readonly string[]): void => {
    keys.push({ words, vowels: '', kind, isWeak: true });
  };
  if (first.words.length + last.words.length > 2) {
    for (const name of [last.words, [family]]) {
      add('part-of-name', given, ...name);
      add('part-of-name', ...name, given);
    }
    add('part-of-name', ...first.words, family);
    add('part-of-name', ...[...first.words, ...last.words].sort());
  }
  const initial = initialOf(given);
  if (initial !== null) {
    add('initials', initial, ...last.words);
    add('initials', ...last.words, initial);
  }
  return keys;
}
