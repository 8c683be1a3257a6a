import type { Guide } from './guide.ts';

/** Takes the same view in light and in dark. */
export async function bothWays({ step, light }: Guide, name: string): Promise<void> {
  await step(`${name}-light`);
  await light('dark');
  await step(`${name}-dark`);
  await light('light');
}

const peopleOf = ({ window }: Guide) => window.getByRole('grid', { name: 'People' });
/** The search box. */
export const searchOf = ({ window }: Guide) =>
  window.getByRole('searchbox', { name: 'Search people' });
/** The rows of the list, or the cards of the grid. */
export const rowsOf = (guide: Guide) => peopleOf(guide).getByRole('row');
/** The first button of that name. */
export const buttonOf = ({ window }: Guide, name: string | RegExp) =>
  window.getByRole('button', { name }).first();

/** Waits for the end of a refresh. */
export async function fetched({ window }: Guide): Promise<void> {
  await window.getByRole('progressbar', { name: 'Refreshing people' }).waitFor({ state: 'hidden' });
}

/** Leaves the open directory, by the menu of servers. */
export async function signOut(guide: Guide): Promise<void> {
  await buttonOf(guide, /^Switch server/).click();
  await guide.window.getByRole('menuitem', { name: 'Sign out' }).click();
}
