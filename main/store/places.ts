import type { PeopleSelection, Picked } from '../../preload/model/people-query.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import type { PeopleIndex } from './people-index.ts';

/** The place of the next person from `from` on, going round, whose name starts so; or null. */
export async function placeOfPrefix(
  index: PeopleIndex,
  selection: PeopleSelection,
  prefix: string,
  from: number,
): Promise<number | null> {
  return (await index.find(selection)).placeOfPrefix(prefix, from);
}

/** The place of one person in a selection, or null. */
export async function placeOfId(
  index: PeopleIndex,
  selection: PeopleSelection,
  id: string,
): Promise<number | null> {
  return (await index.find(selection)).placeOf(id);
}

/** The numbers of the people picked, in the order of their selection. */
export async function numbersOf(index: PeopleIndex, picked: Picked): Promise<readonly number[]> {
  const isThese = picked.mode === 'these';
  const named = new Set(isThese ? picked.ids : picked.exceptIds);
  const found = await index.find(isThese ? everybody : picked.selection);
  return found
    .slice(0, found.length)
    .flatMap(({ no, id }) => (named.has(id) === isThese ? [no] : []));
}
