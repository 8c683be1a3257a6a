import type { Session } from '../../../preload/model/session.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { PeopleFilter, PeopleSelection } from '../../../preload/model/people-query.ts';

/** The lenses that everybody has, in the order of the side bar. */
export const filterIds: readonly PeopleFilter[] = [
  'enabled',
  'disabled',
  'no-photo',
  'no-email',
  'no-last-name',
  'managed',
  'admin',
  'waiting',
];

/** The part of a selection that lenses and chips set. */
export type Lens = Pick<PeopleSelection, 'filters' | 'organization' | 'location'>;

/** The lens that shows everybody. */
export const noLens: Lens = { filters: [], organization: null, location: null };

/** The lens of one filter. */
export function lensOf(filter: PeopleFilter): Lens {
  return { ...noLens, filters: [filter] };
}

/**
 * Why a lens shows nothing to the signed-in user: servers before 6.0 say of nobody who they are, and
 * later ones tell only administrators which accounts a directory service manages. To others, nobody's
 * account but their own can be changed.
 */
export function lensReasons(
  session: Session | null,
  texts: Texts,
): (filter: PeopleFilter) => string | undefined {
  return (filter) => {
    if (filter !== 'managed' && filter !== 'admin') return undefined;
    if (session?.tellsCapabilities === false) return texts.lenses.notTold;
    const isForAdministrators = filter === 'managed' && session?.isAdmin === false;
    return isForAdministrators ? texts.lenses.onlyAdministrators : undefined;
  };
}
