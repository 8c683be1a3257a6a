import type { PeopleSelection, Picked } from '../../preload/model/people-query.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { IndexEntry, PeopleIndex } from './people-index.ts';

/** The place of the next person from `from` on, going round, whose name starts so; or null. */
export async function placeOfPrefix(
  index: PeopleIndex,
  selection: PeopleSelection,
  prefix: string,
  from: number,
): Promise<number | null> {
  const found = await index.find(selection);
  const wanted = fold(prefix);
  const startsSo = (entry: IndexEntry): boolean => entry.searchText.startsWith(wanted);
  const next = found.findIndex((entry, place) => place >= from && startsSo(entry));
  const place = next >= 0 ? next : found.findIndex(startsSo);
  return place < 0 ? null : place;
}

/** The place of one person in a selection, or null. */
export async function placeOfId(
  index: PeopleIndex,
  selection: PeopleSelection,
  id: string,
): Promise<number | null> {
  const place = (await index.find(selection)).findIndex((entry) => entry.id === id);
  return place < 0 ? null : place;
}

/** The numbers of the people picked, in the order of their selection. */
export async function numbersOf(index: PeopleIndex, picked: Picked): Promise<readonly number[]> {
  const isThese = picked.mode === 'these';
  const named = new Set(isThese ? picked.ids : picked.exceptIds);
  const found = await index.find(isThese ? everybody : picked.selection);
  return found.filter((entry) => named.has(entry.id) === isThese).map((entry) => entry.no);
}
