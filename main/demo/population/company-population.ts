import { collationKey, comparePlain, compareTexts } from '../directory/collation.ts';
import type { AvatarRecord, PersonRecord } from '../directory/person-record.ts';
import type { Population } from '../directory/population.ts';
import { drawPortrait } from '../portrait/portrait.ts';
import type { DemoSettings } from '../settings.ts';
import { builtInAccounts, type BuiltInAccount } from './built-in-accounts.ts';
import { drawNames } from './company-names.ts';
import { createCompanyPerson } from './company-person.ts';
import { createPictureCache } from './picture-cache.ts';
import { createRandom, type Random } from './random.ts';

const adminCount = 4;
const photoShare = 0.6;
/** Photos kept drawn; at 64 x 64 pixels, a few kilobytes each. */
const keptPictures = 256;
/** Keeps the chance of photos apart from the chance that makes people. */
const photoStreams = 0x4000_0000;
const firstUploadAt = Date.UTC(2023, 0, 9, 8);
const uploadSpreadMs = 900 * 86_400_000;

/**
 * The people of the invented company: built-in accounts, and people made by their number out of the
 * seed. Only ids are kept, so that a million people fit; each person is made when asked for.
 */
export function createCompanyPopulation(
  settings: Pick<DemoSettings, 'people' | 'seed'>,
): Population {
  const { people, seed } = settings;
  const pictures = createPictureCache(keptPictures);
  const builtIn = builtInAccounts().slice(0, people);
  const { ids, numbers } = uniqueIds(seed, people - builtIn.length, builtIn);

  function avatarOf(number: number, isFeminine: boolean): AvatarRecord {
    const random = createRandom(seed, number ^ photoStreams);
    const png = (): Uint8Array =>
      pictures.get(number, () => drawPortrait({ isFeminine, seed, stream: number }));
    const modifiedAt = firstUploadAt + random.below(uploadSpreadMs);
    return { id: uuidOf(random), modifiedAt, readyAt: 0, png };
  }

  function accountAt(number: number, account: BuiltInAccount): PersonRecord {
    return account.hasPhoto
      ? { ...account.person, avatar: avatarOf(number, true) }
      : account.person;
  }

  function person(position: number): PersonRecord {
    const number = numbers[position] ?? 0;
    const account = builtIn[-1 - number];
    if (account !== undefined) return accountAt(number, account);
    const random = createRandom(seed, number);
    const names = drawNames(random, number);
    const isAdmin = number < adminCount;
    const record = createCompanyPerson({ id: ids[position] ?? '', names, random, isAdmin });
    return random.chance(photoShare)
      ? { ...record, avatar: avatarOf(number, names.isFeminine) }
      : record;
  }

  return {
    ids,
    person,
    names(position) {
      const number = numbers[position] ?? 0;
      const account = builtIn[-1 - number];
      return account === undefined
        ? drawNames(createRandom(seed, number), number)
        : account.person.texts;
    },
  };
}

/** All ids in order, and whose they are: a number of the company, or -1, -2, … for an account. */
function uniqueIds(
  seed: number,
  count: number,
  builtIn: readonly BuiltInAccount[],
): { readonly ids: readonly string[]; readonly numbers: Int32Array } {
  const wished: string[] = [];
  for (let number = 0; number < count; number += 1) {
    wished.push(drawNames(createRandom(seed, number), number).wishedId);
  }
  const keys = [...wished, ...builtIn.map(({ person }) => person.id)].map(collationKey);
  const order = Int32Array.from(keys, (_, index) => index);
  order.sort((a, b) => comparePlain(keys[a] ?? '', keys[b] ?? '') || a - b);
  const ids: string[] = [];
  let start = 0;
  for (let end = 1; end <= order.length; end += 1) {
    if (end < order.length && keys[order[end] ?? 0] === keys[order[start] ?? 0]) continue;
    ids.push(...numbered(wished, builtIn, order.subarray(start, end)));
    start = end;
  }
  return { ids, numbers: order.map((index) => (index < count ? index : count - 1 - index)) };
}

/**
 * Gives people who wish for the same id different ones. A number at the end of a name keeps it
 * before the next name, so the whole list stays in order.
 */
function numbered(
  wished: readonly string[],
  builtIn: readonly BuiltInAccount[],
  group: Int32Array,
): string[] {
  const ids = [...group].map((index, place) => {
    const id = wished[index] ?? builtIn[index - wished.length]?.person.id ?? '';
    return place === 0 ? id : `${id}${place + 1}`;
  });
  return ids.sort(compareTexts);
}

function uuidOf(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.below(16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}
