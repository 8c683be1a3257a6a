import { cultures } from './cultures.ts';
import type { Random } from './random.ts';

/** The name of a person of the company, and what goes with it. */
export interface CompanyNames {
  readonly firstName: string;
  readonly lastName?: string;
  /** In Latin letters, with a dot: what ids and e-mail addresses are made of. */
  readonly latin: string;
  /** The id before it is made unique. */
  readonly wishedId: string;
  readonly isFeminine: boolean;
  readonly languages: readonly string[];
}

/** Draws a name: the first draws of a person's chance, so that names can be had alone. */
export function drawNames(random: Random, number: number): CompanyNames {
  const culture = random.pick(cultures);
  const isFeminine = random.chance(0.5);
  const first = random.pick(isFeminine ? culture.feminine : culture.masculine);
  const family = random.pick(culture.family);
  const second = random.chance(0.08) ? random.pick(culture.family) : family;
  const isDouble = second !== family && !/\s/.test(family.text);
  const lastName = isDouble ? `${family.text}-${second.text}` : family.text;
  const latin = `${first.latin}.${isDouble ? family.latin + second.latin : family.latin}`;
  const hasLastName = !random.chance(0.03);
  return {
    firstName: first.text,
    ...(hasLastName && { lastName }),
    latin,
    wishedId: wishedId(random, latin, first.text + family.text, number),
    isFeminine,
    languages: culture.languages,
  };
}

/** Most ids are of one form; some are as old systems and other habits left them. */
function wishedId(random: Random, latin: string, native: string, number: number): string {
  const style = random.next();
  if (style < 0.92) return latin;
  if (style < 0.96) return `${latin}.ext${number}@example.com`;
  if (style < 0.98) return latin.replace('.', '_').toUpperCase();
  return native.replace(/[\s'’-]/g, '');
}
