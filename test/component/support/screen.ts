import { page } from 'vitest/browser';

/** The controls of the screens, by the names that people and screen readers know them by. */
export const screen = {
  address: () => page.getByRole('textbox', { name: 'Server address' }),
  userId: () => page.getByRole('textbox', { name: 'User name' }),
  password: () => page.getByLabelText('Password', { exact: true }),
  signIn: () => page.getByRole('button', { name: 'Sign in' }),
  demo: () => page.getByRole('button', { name: 'Try the demo directory' }),
  remember: () => page.getByRole('checkbox', { name: 'Remember me' }),
  switcher: () => page.getByRole('button', { name: /^Switch server/ }),
  prompt: () => page.getByRole('form', { name: 'Sign in again' }),
  search: () => page.getByRole('searchbox', { name: 'Search people' }),
  grid: () => page.getByRole('grid', { name: 'People' }),
  row: (name: RegExp) => page.getByRole('row', { name }),
  count: () => page.getByRole('main').getByRole('status'),
  connection: (name: string) => page.getByRole('status', { name, exact: true }),
  lenses: () => page.getByRole('navigation', { name: 'Lenses' }),
  item: (name: string) => page.getByRole('menuitem', { name, exact: true }),
  check: (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true }),
  choice: (name: string) => page.getByRole('menuitemradio', { name, exact: true }),
  radio: (name: string) => page.getByRole('radio', { name, exact: true }),
  dialog: (name: string) => page.getByRole('dialog', { name }),
  heading: (name: string) => page.getByRole('columnheader', { name }),
  refresh: () => page.getByRole('button', { name: 'Refresh' }),
  progress: () => page.getByRole('progressbar', { name: 'Refreshing people' }),
  person: (name: string) => page.getByRole('region', { name }),
  button: (name: string) => page.getByRole('button', { name, exact: true }),
};

/** Ends the session, by the menu of servers. */
export async function signOut(): Promise<void> {
  await screen.switcher().click();
  await screen.item('Sign out').click();
}

/** The rows, or cards, that are drawn. */
export function drawnRows(): HTMLElement[] {
  return [...screen.grid().element().querySelectorAll<HTMLElement>('[role=row]')];
}

/** The names of the rows that are drawn. */
export function drawnNames(): string[] {
  return drawnRows().map((row) => (row.getAttribute('aria-label') ?? '').split(',')[0] ?? '');
}

/** The row that the keyboard is on. */
export function activeRow(): Element | null {
  const id = screen.grid().element().getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id);
}

/** Gives the list the focus, as Tab would. */
export function focusGrid(): void {
  (screen.grid().element() as HTMLElement).focus();
}
