import { page } from 'vitest/browser';

/** The controls of the screens, by the names that people and screen readers know them by. */
export const screen = {
  address: () => page.getByRole('textbox', { name: 'Server address' }),
  userId: () => page.getByRole('textbox', { name: 'User name' }),
  password: () => page.getByLabelText('Password', { exact: true }),
  signIn: () => page.getByRole('button', { name: 'Sign in' }),
  demo: () => page.getByRole('button', { name: 'Try the demo directory' }),
  search: () => page.getByRole('searchbox', { name: 'Search people' }),
  grid: () => page.getByRole('grid', { name: 'People' }),
  row: (name: RegExp) => page.getByRole('row', { name }),
  count: () => page.getByRole('main').getByRole('status'),
  connection: (name: string) => page.getByRole('status', { name, exact: true }),
  lenses: () => page.getByRole('navigation', { name: 'Lenses' }),
  menu: () => page.getByRole('menu'),
  item: (name: string) => page.getByRole('menuitem', { name }),
  heading: (name: string) => page.getByRole('columnheader', { name }),
  refresh: () => page.getByRole('button', { name: 'Refresh' }),
  progress: () => page.getByRole('progressbar', { name: 'Refreshing people' }),
  person: (name: string) => page.getByRole('region', { name }),
  button: (name: string) => page.getByRole('button', { name, exact: true }),
};
