import type { Locator, Page } from 'playwright';

/** The controls of the app by the names that people and screen readers know them by. */
export function screensOf(window: Page): {
  readonly address: Locator;
  readonly userName: Locator;
  readonly password: Locator;
  readonly signIn: Locator;
  readonly tryDemo: Locator;
  readonly search: Locator;
  readonly people: Locator;
  readonly refresh: Locator;
  readonly switcher: Locator;
  row(name: string | RegExp): Locator;
  count(text: string | RegExp): Locator;
  person(name: string): Locator;
  waitingChanges(count: number): Locator;
  /** Opens a person from the list, where a search finds nobody else. */
  openPerson(name: string): Promise<void>;
  /** Ends the session by the menu of servers. */
  signOut(): Promise<void>;
  enter(server: { address: string; userId: string; password: string }): Promise<void>;
} {
  const address = window.getByRole('textbox', { name: 'Server address' });
  const userName = window.getByRole('textbox', { name: 'User name' });
  const password = window.getByLabel('Password', { exact: true });
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
  const switcher = window.getByRole('button', { name: /^Switch server/ });
  const search = window.getByRole('searchbox', { name: 'Search people' });
  const people = window.getByRole('grid', { name: 'People' });
  const row = (name: string | RegExp): Locator => people.getByRole('row', { name });
  const person = (name: string): Locator => window.getByRole('region', { name });
  return {
    address,
    userName,
    password,
    signIn,
    people,
    tryDemo: window.getByRole('button', { name: 'Try the demo directory' }),
    search,
    refresh: window.getByRole('button', { name: 'Refresh', exact: true }),
    switcher,
    row,
    count: (text) => window.getByRole('status').filter({ hasText: text }),
    person,
    waitingChanges: (count) =>
      window.getByRole('button', { name: `Waiting changes: ${String(count)}` }),
    async openPerson(name) {
      await search.fill(name);
      await row(new RegExp(`^${name}`)).click();
      await person(name).waitFor();
    },
    async signOut() {
      await switcher.click();
      await window.getByRole('menuitem', { name: 'Sign out' }).click();
    },
    async enter(server) {
      await address.fill(server.address);
      await userName.fill(server.userId);
      await password.fill(server.password);
      await signIn.click();
    },
  };
}
