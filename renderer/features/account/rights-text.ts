import type { Texts } from '../../i18n/texts.ts';

/** What an account may do, in words; `isAdmin` is null where the server does not tell. */
export function rightsText(isAdmin: boolean | null, words: Texts['account']): string {
  if (isAdmin === null) return words.untold;
  return isAdmin ? words.admin : words.ordinary;
}
