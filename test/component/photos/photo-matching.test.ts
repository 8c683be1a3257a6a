import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { dropOn } from '../support/drops.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { box, dropFiles, fileOf, group, openPeople } from '../support/photo-jobs.ts';
import { cornersOf } from '../support/pictures.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

describe('files are matched to people by their names', () => {
  test('in groups, of which only the sure ones are ticked', async () => {
    await openPeople();
    await dropFiles('ada.png', 'Zoë Åkesson.png', 'Turing.png', 'holiday.png');
    const ticked = group(/^Sure/).getByRole('checkbox', { checked: true });
    await expect.element(ticked).toHaveAccessibleName('ada.png: set the photo of Ada Lovelace');
    const replaced = group(/^Already has a photo/).getByRole('checkbox');
    await expect.element(replaced).not.toBeChecked();
    await expect.element(group(/^Needs a look/).getByRole('checkbox')).not.toBeChecked();
    await expect.element(group(/^No match/).getByText('Nobody chosen')).toBeVisible();
    await expect.element(screen.button('Set 1 photo')).toBeVisible();
  });

  test('what is no picture is said, and cannot be ticked', async () => {
    await openPeople();
    dropOn(screen.grid().element(), {
      files: [new File(['Only words'], 'ada.png'), await fileOf('grace.png')],
    });
    await expect.element(page.getByText(/^This is no picture that Rollcall reads/)).toBeVisible();
    await expect.element(box(/^ada/)).not.toBeChecked();
    (box(/^ada/).element() as HTMLElement).click();
    await expect.element(box(/^ada/)).not.toBeChecked();
    await expect.element(screen.button('Set 1 photo')).toBeVisible();
  });

  test('another person is found by a search, which is a yes as well', async () => {
    const main = await openPeople();
    await dropFiles('holiday.png', 'ada.png');
    await screen.button('Choose person').click();
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('grace');
    await screen
      .dialog('Whose photo is it?')
      .getByRole('button', { name: /^Grace/ })
      .click();
    await expect.element(box(/^holiday/)).toHaveFocus();
    await expect.element(box('holiday.png: set the photo of Grace Hopper')).toBeChecked();
    await screen.button('Set 2 photos').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(2);
    const set = main.inputsOf('photos:set');
    expect(set.map(({ personId }) => personId).sort()).toEqual(['ada', 'grace']);
    expect(new Set(set.map(({ jobId }) => jobId)).size).toBe(1);
    expect(set[0]?.jobId).not.toBeNull();
  });

  test('of two files for one person, side by side, one can be ticked', async () => {
    await openPeople();
    await dropFiles('ada.png', 'Turing.png', 'Ada Lovelace.png');
    const names = group(/^Needs a look/)
      .getByRole('checkbox')
      .elements()
      .map((one) => one.getAttribute('aria-label')?.split(':')[0]);
    expect(names).toEqual(['Ada Lovelace.png', 'ada.png', 'Turing.png']);
    await box(/^ada\.png/).click();
    await box(/^Ada Lovelace\.png/).click();
    await expect.element(box(/^Ada Lovelace\.png/)).toBeChecked();
    await expect.element(box(/^ada\.png/)).not.toBeChecked();
    await screen.button('Tick all').click();
    await expect.element(box(/^Ada Lovelace\.png/)).toBeChecked();
    await expect.element(box(/^ada\.png/)).not.toBeChecked();
    await expect.element(box(/^Turing/)).toBeChecked();
    await expect.element(screen.button('Set 2 photos')).toBeVisible();
  });

  test('whoever is chosen for one file is taken from another', async () => {
    await openPeople();
    await dropFiles('ada.png', 'holiday.png');
    await screen.button('Choose person').click();
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('ada');
    const dialog = screen.dialog('Whose photo is it?');
    await dialog.getByRole('button', { name: /^Ada/ }).click();
    await expect.element(box('holiday.png: set the photo of Ada Lovelace')).toBeChecked();
    await expect.element(box(/^ada\.png/)).not.toBeChecked();
  });

  test('a photo that would be replaced by a choice is told, and who is meant', async () => {
    await openPeople();
    await dropFiles('ada.png', 'holiday.png');
    await screen.button('Choose person').click();
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('zoe');
    const dialog = screen.dialog('Whose photo is it?');
    await dialog.getByRole('button', { name: /^Zo/ }).click();
    await expect.element(page.getByText('Has a photo, which would be replaced.')).toBeVisible();
    await expect.element(group(/^No match/).getByText('zoe', { exact: true })).toBeVisible();
  });

  test('the picker says where a search fails or finds nobody, and one Escape closes it', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'holiday.png');
    await screen.button('Choose person').click();
    const search = page.getByRole('searchbox', { name: 'Find a person' });
    await search.fill('xyz');
    await expect.element(page.getByText(/^Nobody matches/)).toBeVisible();
    main.answer('people:window', () => {
      throw new Refusal({ message: 'The cache is gone.' });
    });
    await search.fill('ada');
    await expect.element(page.getByText(/^People could not be looked for/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.dialog('Whose photo is it?')).not.toBeInTheDocument();
    await expect.element(box(/^holiday/)).toBeVisible();
  });

  test('the crop is adjusted for one of them', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Adjust crop').first().click();
    const dialog = screen.dialog('Crop photo');
    await expect.element(dialog.getByText('For Ada Lovelace')).toBeVisible();
    await dialog.getByRole('button', { name: 'Turn right' }).click();
    await dialog.getByRole('button', { name: 'Use photo' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(main.inputsOf('photos:set')).toEqual([]);
    await screen.button('Set 2 photos').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(2);
    const bytesOf = (id: string) =>
      main.inputsOf('photos:set').find(({ personId }) => personId === id)?.bytes ??
      new Uint8Array();
    // The quarter to the right is in the photo of one of them, and in no other.
    expect(await cornersOf(bytesOf('ada'))).toEqual(['blue', 'red', 'white', 'green']);
    expect(await cornersOf(bytesOf('grace'))).toEqual(['red', 'green', 'blue', 'white']);
  });

  test('by the keyboard: Enter confirms, Delete skips, arrows move', async () => {
    await openPeople();
    await dropFiles('ada.png', 'grace.png', 'Turing.png');
    (box(/^ada/).element() as HTMLElement).focus();
    await userEvent.keyboard('{Delete}');
    await expect.element(box(/^ada/)).not.toBeChecked();
    await expect.element(box(/^grace/)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(box(/^Turing/)).toBeChecked();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(box(/^grace/)).toHaveFocus();
    await userEvent.keyboard('c');
    await expect.element(screen.dialog('Whose photo is it?')).toBeVisible();
  });

  test('the arrows lead to the files from anywhere, and work on the buttons of a row', async () => {
    await openPeople();
    await dropFiles('ada.png', 'grace.png');
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(box(/^ada/)).toHaveFocus();
    await userEvent.keyboard('{Tab}{ArrowDown}');
    await expect.element(box(/^grace/)).toHaveFocus();
    await userEvent.keyboard('{Tab}{Delete}');
    await expect.element(box(/^grace/)).not.toBeChecked();
    // On a button, Enter presses it.
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{ArrowUp}{Tab}{Enter}');
    await expect.element(screen.dialog('Crop photo')).toBeVisible();
  });

  test('groups are jumped to, and say how much of them cannot be used', async () => {
    await openPeople();
    const broken = new File(['Not a picture'], 'ada.png');
    dropOn(screen.grid().element(), { files: [broken, await fileOf('holiday.png')] });
    await expect.element(group(/^Sure/).getByText(/1 cannot be used/)).toBeVisible();
    const groups = page.getByRole('navigation', { name: 'Groups of files' });
    await groups.getByRole('button', { name: /^No match/ }).click();
    await expect.element(box(/^holiday/)).toHaveFocus();
  });

  test('what was decided about them is given up only after a question', async () => {
    await openPeople();
    const isHeldBack = (): boolean =>
      !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const question = screen.dialog('Give up these files?');
    await dropFiles('ada.png', 'grace.png');
    // Nothing is decided yet: other files take their place.
    dropOn(document.body, { files: [await fileOf('ada.png'), await fileOf('zoe.png')] });
    await expect.element(box(/^zoe/)).toBeVisible();
    expect(isHeldBack()).toBe(false);
    await box(/^zoe/).click();
    expect(isHeldBack()).toBe(true);
    dropOn(document.body, { files: [await fileOf('alan.png'), await fileOf('grace.png')] });
    await question.getByRole('button', { name: 'Keep them' }).last().click();
    await expect.element(box(/^zoe/)).toBeChecked();
    await screen.button('Start over').click();
    await question.getByRole('button', { name: 'Give up' }).click();
    await expect.element(page.getByText('Drop a folder of photos here')).toBeVisible();
    expect(isHeldBack()).toBe(false);
  });

  test('the list tells that some are still to be matched, and leads back', async () => {
    await openPeople();
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Back to people').click();
    await screen.button('2 files to match').click();
    await expect.element(box(/^ada/)).toBeChecked();
  });

  test('what cannot be matched at all is said', async () => {
    await openPeople({
      answers: {
        'photos:match': () => {
          throw new Refusal({ message: 'The directory is being rebuilt.' });
        },
      },
    });
    const files = [await fileOf('ada.png'), await fileOf('grace.png')];
    dropOn(screen.grid().element(), { files });
    await expect.element(page.getByText('The directory is being rebuilt.')).toBeVisible();
  });
});
