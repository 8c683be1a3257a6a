import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { PhotoState } from '../../../preload/model/photo.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  noExport,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { chooseFile, drag } from '../support/drops.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pictureFile, pixelUrl, zoe } from '../support/photo-people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const panel = () => screen.person('Ada Lovelace');
const news = () => page.getByRole('status', { name: 'Photos' });

async function openAda(options: FakeMainOptions = {}) {
  const main = createFakeMain({
    session: serverSession,
    people: [ada],
    photos: new Map([['ada', pixelUrl]]),
    ...options,
  });
  await openApp(main);
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Change photo')).toBeVisible();
  return main;
}

describe('how the photo stands is said', () => {
  test.each<[PhotoState, string | null, string]>([
    ['waiting', pixelUrl, 'Photo waits to be sent'],
    ['waiting', null, 'Waits to be removed'],
    ['preparing', pixelUrl, 'The server has the photo and is preparing it'],
    [
      'late',
      pixelUrl,
      'The server has the photo, and has not prepared it for minutes: others may not see it yet',
    ],
  ])('%s', async (photoState, photoUrl, sentence) => {
    await openAda({ answers: { 'people:get': () => ({ person: ada, photoUrl, photoState }) } });
    await expect.element(panel().getByText(sentence)).toBeVisible();
  });

  test('and nothing where all is well', async () => {
    await openAda();
    await expect.element(panel().getByRole('status').first()).toHaveTextContent('');
  });
});

describe('the menu of a row', () => {
  const open = async (options: FakeMainOptions = {}) => {
    const main = await openAda({ people: [ada, zoe], ...options });
    await screen.row(/^Zoë/).click({ button: 'right' });
    return main;
  };

  test('changes the photo of that person by a file, whoever is open', async () => {
    const main = await open();
    await screen.item('Change photo…').click();
    chooseFile(document, await pictureFile(), 'Change photo…');
    await expect.element(screen.dialog('Crop photo').getByText(/^For Zoë/)).toBeVisible();
    await screen.button('Use photo').click();
    await expect.poll(() => main.inputsOf('photos:set')[0]?.personId).toBe('zoe');
  });

  test('removes, saves and copies it', async () => {
    const main = await open({ photos: new Map([['zoe', pixelUrl]]) });
    await screen.item('Save photo…').click();
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Copy photo').click();
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Remove photo').click();
    for (const channel of ['photos:save', 'photos:copy', 'photos:remove'] as const) {
      await expect.poll(() => main.inputsOf(channel)).toEqual([{ personId: 'zoe' }]);
    }
  });

  test('says why there is nothing to remove, or that one may not', async () => {
    await open({ session: { ...serverSession, isAdmin: false, userId: 'ada' } });
    await expect.element(screen.item('Save photo…')).toHaveAttribute('title', 'There is no photo.');
    await expect.element(screen.item('Change photo…')).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(screen.item('Remove photo'))
      .toHaveAttribute('title', 'Only administrators can do this for other people.');
  });
});

describe('removing', () => {
  test('can be taken back, and done again, by button and by key', async () => {
    const main = await openAda();
    await screen.button('Remove photo').click();
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is removed');
    expect(main.inputsOf('photos:remove')).toEqual([{ personId: 'ada' }]);
    await screen.button('Undo').click();
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is as it was');
    expect(main.inputsOf('edits:undo')).toEqual([{ changeId: 'change-ada' }]);
    await screen.button('Redo').click();
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is removed');
    expect(main.inputsOf('photos:remove')).toHaveLength(2);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is as it was');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is removed');
    expect(main.inputsOf('photos:remove')).toHaveLength(3);
  });

  test('can be taken back for as long as the focus or the pointer is on it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await openAda();
    await screen.button('Remove photo').click();
    (screen.button('Undo').element() as HTMLElement).focus();
    vi.advanceTimersByTime(60_000);
    await expect.element(screen.button('Undo')).toBeVisible();
    (screen.button('Remove photo').element() as HTMLElement).focus();
    vi.advanceTimersByTime(60_000);
    await expect.element(screen.button('Undo')).not.toBeInTheDocument();
  });

  test('of one that waited has no way back', async () => {
    await openAda({ answers: { 'photos:remove': () => null } });
    await screen.button('Remove photo').click();
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is removed');
    await expect.element(screen.button('Undo')).not.toBeInTheDocument();
  });

  test('is not to be had without a photo, and a failure is said', async () => {
    const main = await openAda({ photos: new Map() });
    await expect.element(screen.button('Remove photo')).toHaveAttribute('aria-disabled', 'true');
    main.answer('people:get', () => ({ person: ada, photoUrl: pixelUrl, photoState: 'ready' }));
    main.answer('photos:remove', () => {
      throw new Refusal({ message: 'The disk is full.' });
    });
    main.push('people:changed', null);
    await expect.element(screen.button('Remove photo')).not.toHaveAttribute('aria-disabled');
    await screen.button('Remove photo').click();
    await expect.element(page.getByText('The disk is full.')).toBeVisible();
    await screen.button('Dismiss').click();
    await expect.element(page.getByText('The disk is full.')).not.toBeInTheDocument();
  });
});

test('where one may not change it, the reason is told', async () => {
  await openAda({
    session: {
      ...serverSession,
      repository: {
        ...{ edition: 'Community', version: '25.2.0', isReadOnly: false },
        isThumbnailGenerationEnabled: false,
      },
    },
  });
  await expect
    .element(screen.button('Change photo'))
    .toHaveAccessibleDescription('This server makes no thumbnails, and so it has no photos.');
});

describe('getting the photo', () => {
  test('it is saved and copied by the menu', async () => {
    const main = await openAda();
    await screen.button('More for the photo').click();
    await screen.item('Save photo…').click();
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is saved');
    await screen.button('Dismiss').click();
    main.answer('photos:save', () => false);
    await screen.button('More for the photo').click();
    await screen.item('Save photo…').click();
    await expect.poll(() => main.inputsOf('photos:save').length).toBe(2);
    expect(news().element().textContent).toBe('');
    await screen.button('More for the photo').click();
    await screen.item('Copy photo').click();
    await expect.poll(() => main.inputsOf('photos:copy')).toEqual([{ personId: 'ada' }]);
    expect(main.inputsOf('photos:save')[0]).toEqual({ personId: 'ada' });
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is copied');
  });

  test('the menu tells by which keys one is pasted', async () => {
    await openAda();
    await screen.button('More for the photo').click();
    await expect.element(screen.item('Paste a photo')).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(screen.item('Paste a photo'))
      .toHaveAttribute('title', expect.stringContaining('press these keys'));
    await expect.element(screen.item('Paste a photo').getByText('Ctrl+V')).toBeVisible();
  });

  test('it is dragged out by main', async () => {
    const main = await openAda();
    const image = panel().getByRole('img', { name: 'Photo of Ada Lovelace' }).element();
    const start = new DragEvent('dragstart', { bubbles: true, cancelable: true });
    expect(image.dispatchEvent(start)).toBe(false);
    await expect.poll(() => main.inputsOf('photos:dragOut')).toEqual([{ personId: 'ada' }]);
    drag('dragover', panel().element(), { files: [await pictureFile()] });
    await expect.element(page.getByText(/^Drop to set/)).not.toBeInTheDocument();
  });
});

describe('all photos are exported', () => {
  const running = { ...noExport, phase: 'running', written: 12, seen: 40, total: 500 } as const;
  const status = () => page.getByRole('status', { name: 'Exporting photos' });

  test('with progress, and an end in words', async () => {
    const main = await openAda();
    await screen.button('Photos').click();
    await screen.item('Export all photos…').click();
    expect(main.inputsOf('photos:startExport')).toHaveLength(1);
    main.push('photos:exportProgress', running);
    await expect
      .element(page.getByRole('progressbar', { name: 'Exporting photos' }))
      .toHaveAttribute('aria-valuetext', '12 photos, 40 of 500 people');
    main.push('photos:exportProgress', { ...running, phase: 'done', written: 300, missed: 2 });
    await expect
      .element(status())
      .toHaveTextContent(
        '300 photos exported; 2 photos could not be read; a list of them is in the file',
      );
    await screen.button('Dismiss').click();
    await expect.element(status()).toHaveTextContent('');
  });

  test('it can be cancelled, and a page that comes later follows it', async () => {
    const main = await openAda({ answers: { 'photos:exportState': () => running } });
    await screen.button('Cancel').click();
    expect(main.inputsOf('photos:cancelExport')).toHaveLength(1);
    main.push('photos:exportProgress', { ...running, phase: 'cancelled' });
    await expect
      .element(status())
      .toHaveTextContent('The export was cancelled, and its file deleted');
  });

  test('a failure is said', async () => {
    const main = await openAda();
    const message = 'There is no room for the file.';
    main.push('photos:exportProgress', { ...running, phase: 'failed', message });
    await expect.element(status()).toHaveTextContent(message);
  });
});

test('a new person is given a photo, which follows them', async () => {
  const main = await openAda({
    answers: { 'photos:set': ({ personId }) => changeWith({ personId, kind: 'photo' }) },
  });
  await screen.button('New person').click();
  const dialog = screen.dialog('New person');
  await dialog.getByRole('textbox', { name: 'User name' }).fill('grace');
  await dialog.getByRole('textbox', { name: 'First name' }).fill('Grace');
  await dialog.getByRole('textbox', { name: 'E-mail', exact: true }).fill('grace@example.com');
  await dialog.getByLabelText('Password', { exact: true }).fill('correct horse battery');
  chooseFile(dialog.element(), await pictureFile());
  await screen.dialog('Crop photo').getByRole('button', { name: 'Use photo' }).click();
  await expect.element(dialog.getByRole('img', { name: 'Photo of the new person' })).toBeVisible();
  expect(main.inputsOf('photos:set')).toEqual([]);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect
    .poll(() => main.inputsOf('photos:set').map((one) => one.personId))
    .toEqual(['grace']);
  const names = main.calls.map(({ channel }) => channel);
  expect(names.indexOf('edits:create')).toBeLessThan(names.indexOf('photos:set'));
});
