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
  readonly signOut: Locator;
  row(name: string | RegExp): Locator;
  count(text: string | RegExp): Locator;
  person(name: string): Locator;
  enter(server: { address: string; userId: string; password: string }): Promise<void>;
} {
  const address = window.getByRole('textbox', { name: 'Server address' });
  const userName = window.getByRole('textbox', { name: 'User name' });
  const password = window.getByLabel('Password', { exact: true });
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
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
    signOut: window.getByRole('button', { name: 'Sign out' }),
    row: (name) => people.getByRole('row', { name }),
    count: (text) => window.getByRole('status').filter({ hasText: text }),
    person: (name) => window.getByRole('region', { name }),
    async enter(server) {
      await address.fill(server.address);
      await userName.fill(server.userId);
      await password.fill(server.password);
      await signIn.click();
    },
  };
}
