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
  /** Ends the session by the menu of servers. */
  signOut(): Promise<void>;
  enter(server: { address: string; userId: string; password: string }): Promise<void>;
} {
  const address = window.getByRole('textbox', { name: 'Server address' });
  const userName = window.getByRole('textbox', { name: 'User name' });
  const password = window.getByLabel('Password', { exact: true });
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
  const switcher = window.getByRole('button', { name: /^Switch server/ });
  const people = window.getByRole('grid', { name: 'People' });
  return {
    address,
    userName,
    password,
    signIn,
    people,
    tryDemo: window.getByRole('button', { name: 'Try the demo directory' }),
    search: window.getByRole('searchbox', { name: 'Search people' }),
    refresh: window.getByRole('button', { name: 'Refresh', exact: true }),
    switcher,
    row: (name) => people.getByRole('row', { name }),
    count: (text) => window.getByRole('status').filter({ hasText: text }),
    person: (name) => window.getByRole('region', { name }),
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
