import { bothWays, buttonOf, fetched, rowsOf, searchOf, signOut } from './controls.ts';
import type { Guide } from './guide.ts';
import { offline } from './offline-steps.ts';
import { photos } from './photo-steps.ts';

/** The main job of the app, from the welcome screen to signing out. */
export async function takeTour(guide: Guide): Promise<void> {
  await guide.light('light');
  await guide.resize(1280, 800);
  await welcome(guide);
  await directory(guide);
  await lensesAndOrder(guide);
  await gridAndSelection(guide);
  await person(guide);
  await photos(guide);
  await nobody(guide);
  await offline(guide);
}

async function welcome(guide: Guide): Promise<void> {
  await buttonOf(guide, 'Try the demo directory').waitFor();
  await bothWays(guide, 'welcome');
}

async function directory(guide: Guide): Promise<void> {
  await buttonOf(guide, 'Try the demo directory').click();
  await rowsOf(guide).nth(3).waitFor();
  await fetched(guide);
  await bothWays(guide, 'directory');
  await searchOf(guide).fill('title:engineer an');
  await guide.window.getByRole('status').filter({ hasText: ' of ' }).waitFor();
  await guide.step('search-light');
  await searchOf(guide).fill('');
}

async function lensesAndOrder(guide: Guide): Promise<void> {
  await buttonOf(guide, /^No photo/).click();
  await guide.window.getByRole('status').filter({ hasText: ' of ' }).waitFor();
  await guide.step('lens-no-photo-light');
  await buttonOf(guide, /^Everyone/).click();
  await guide.window
    .getByRole('button', { name: /Organization/ })
    .last()
    .click();
  await rowsOf(guide).nth(3).waitFor();
  await guide.step('sorted-by-organization-light');
  await guide.window
    .getByRole('button', { name: /^(Sort by )?Name/ })
    .last()
    .click();
}

async function gridAndSelection(guide: Guide): Promise<void> {
  const { window } = guide;
  await window.getByRole('radio', { name: 'Grid' }).click();
  await rowsOf(guide).first().waitFor();
  await bothWays(guide, 'grid');
  await window.getByRole('radio', { name: 'List' }).click();
  await rowsOf(guide).nth(5).waitFor();
  await rowsOf(guide)
    .nth(1)
    .click({ modifiers: ['ControlOrMeta'] });
  await rowsOf(guide)
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await guide.step('selection-light');
  await rowsOf(guide).nth(3).click({ button: 'right' });
  await window.getByRole('menu').waitFor();
  await guide.step('menu-light');
  await window.keyboard.press('Escape');
  await buttonOf(guide, 'Clear').click();
}

async function person(guide: Guide): Promise<void> {
  const { window, light, resize, step } = guide;
  await rowsOf(guide).nth(3).click();
  await window.getByRole('region').getByRole('heading').first().waitFor();
  await bothWays(guide, 'person');
  await resize(480, 800);
  await light('dark');
  await step('person-narrow-dark');
  await window.keyboard.press('Escape');
  await light('light');
  await step('directory-narrow-light');
  await resize(1600, 900);
  await step('directory-wide-light');
  await resize(1280, 800);
}

async function nobody(guide: Guide): Promise<void> {
  await searchOf(guide).fill('zzzz');
  await guide.window.getByRole('status').filter({ hasText: /^0 of/ }).waitFor();
  await guide.step('nothing-found-light');
  await searchOf(guide).fill('');
  await signOut(guide);
  await buttonOf(guide, 'Try the demo directory').waitFor();
}
