import { illegalArgument, invalidArgument } from '../api-error.ts';
import type { Query } from './query.ts';

/** The part of a collection that a request asks for. */
export interface Paging {
  readonly skipCount: number;
  readonly maxItems: number;
}

/** A page of a collection, with what its `pagination` says. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMoreItems: boolean;
  readonly totalItems: number;
}

const maximumInteger = 2_147_483_647;
const defaultMaxItems = 100;

/** Reads `skipCount` and `maxItems` as the server does; throws the API's error where they are bad. */
export function readPaging(query: Query): Paging {
  const skipText = query.get('skipCount');
  const maxText = query.get('maxItems');
  const skipCount = skipText === null ? 0 : parseInteger(skipText);
  const maxItems = maxText === null ? defaultMaxItems : parseInteger(maxText);
  if (skipCount === null || maxItems === null) throw unreadablePaging(skipText, maxText);
  if (skipCount < 0) throw invalidArgument('Negative values not supported for skipCount.');
  if (maxItems < 1) throw invalidArgument('Only positive values supported for maxItems.');
  if (skipCount === maximumInteger) {
    throw illegalArgument(`The skipCount ${skipCount} is too large.`);
  }
  return { skipCount, maxItems };
}

/** Cuts a page out of a collection that is in memory as a whole. */
export function pageOf<T>(all: readonly T[], { skipCount, maxItems }: Paging): Page<T> {
  return {
    items: all.slice(skipCount, skipCount + maxItems),
    hasMoreItems: skipCount + maxItems < all.length,
    totalItems: all.length,
  };
}

function parseInteger(text: string): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const value = Number(text);
  return value > maximumInteger || value < -maximumInteger - 1 ? null : value;
}

function unreadablePaging(skipText: string | null, maxText: string | null): Error {
  if (skipText === null) return invalidArgument(`Invalid paging parameter maxItems:${maxText}`);
  if (maxText === null) return invalidArgument(`Invalid paging parameter skipCount:${skipText}`);
  return invalidArgument(`Invalid paging parameters skipCount: ${skipText}, maxItems:${maxText}`);
}
