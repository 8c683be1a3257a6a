import type { Guide } from './guide.ts';

/** The main job of the app, from the welcome screen to signing out. */
export async function takeTour({ window, step, light, resize }: Guide): Promise<void> {
  const people = window.getByRole('grid', { name: 'People' });
  const search = window.getByRole('searchbox', { name: 'Search people' });
  const tryDemo = window.getByRole('button', { name: 'Try the demo directory' });

  await light('light');
  await resize(1280, 800);
  await tryDemo.waitFor();
  await step('welcome-light');
  await light('dark');
  await step('welcome-dark');
  await light('light');

  await tryDemo.click();
  await people.getByRole('row').nth(3).waitFor();
  await window.getByRole('progressbar', { name: 'Refreshing people' }).waitFor({ state: 'hidden' });
  await step('directory-light');

  await search.fill('ma');
  await window.getByRole('status').filter({ hasText: ' of ' }).waitFor();
  await step('search-light');

  await search.fill('');
  await window
    .getByRole('status')
    .filter({ hasText: /^[\d,]+ people/ })
    .waitFor();
  await people.getByRole('row').nth(3).click();
  await window.getByRole('region').getByRole('heading').first().waitFor();
  await step('person-light');
  await light('dark');
  await step('person-dark');

  await resize(480, 800);
  await step('person-narrow-dark');
  await window.keyboard.press('Escape');
  await light('light');
  await step('directory-narrow-light');

  await resize(1280, 800);
  await search.fill('zzzz');
  await window
    .getByRole('status')
    .filter({ hasText: /^0 of / })
    .waitFor();
  await step('nothing-found-light');
  await search.fill('');
  await window.getByRole('button', { name: 'Sign out' }).click();
  await tryDemo.waitFor();
  await step('signed-out-light');
}
