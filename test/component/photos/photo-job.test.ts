import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { JobItem } from '../../../preload/model/photo-job.ts';
import { personWith } from '../../support/people.ts';
import { dropOn } from '../support/drops.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  Refusal,
  serverProfile,
  serverSession,
} from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pixelUrl, zoe } from '../support/photo-people.ts';
import { cornersOf, paintPicture } from '../support/pictures.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const grace = personWith({ id: 'grace', firstName: 'Grace', lastName: 'Hopper' });
const alan = personWith({ id: 'alan', firstName: 'Alan', lastName: 'Turing' });

const box = (name: RegExp | string) => page.getByRole('checkbox', { name });
const group = (name: RegExp) => page.getByRole('group', { name });
const report = () => page.getByRole('region', { name: 'Setting photos' });

async function fileOf(name: string): Promise<File> {
  return new File([await paintPicture({ width: 80, height: 120 })], name);
}

async function openPeople(options: FakeMainOptions = {}) {
  const main = createFakeMain({
    session: serverSession,
    people: [ada, alan, grace, zoe],
    photos: new Map([['zoe', pixelUrl]]),
    ...options,
  });
  await openApp(main);
  await expect.element(screen.row(/^Ada/)).toBeVisible();
  return main;
}

/** Drops files of these names on the list. */
async function dropFiles(...names: readonly string[]): Promise<void> {
  const files = await Promise.all(names.map(fileOf));
  dropOn(screen.grid().element(), { files });
  await expect.element(page.getByText(/files? found$/)).toBeVisible();
}

/** Photos are kept only when what is answered for each is called. */
function holdPhotos(main: Awaited<ReturnType<typeof openPeople>>): (() => void)[] {
  const waiting: (() => void)[] = [];
  main.answer(
    'photos:set',
    ({ personId }) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(changeWith({ personId, kind: 'photo' })));
      }),
  );
  return waiting;
}

function itemsOf(main: Awaited<ReturnType<typeof openPeople>>, state: JobItem['state']): JobItem[] {
  return main.inputsOf('photos:set').map(({ personId }) => ({
    ...{ personId, displayName: personId, changeId: `change-${personId}`, state },
    message: state === 'refused' ? 'The file is too large.' : null,
  }));
}

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

  test('two files for one person are warned of', async () => {
    await openPeople();
    await dropFiles('ada.png', 'Ada Lovelace.png');
    await box(/^ada\.png/).click();
    await box(/^Ada Lovelace\.png/).click();
    await expect.element(page.getByText(/the last one would stay/).first()).toBeVisible();
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

describe('photos are set in one go', () => {
  test('each is followed until it is at the server, and all can be taken back', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Set 2 photos').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(2);
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'sent') }));
    main.push('outbox:changed', {
      ...{ waiting: 0, conflicts: 0, refused: 0, isPartial: false },
      ...{ pausedBy: null, nextTryAt: null },
    });
    await expect.element(report().getByText('All 2 photos are at the server')).toBeVisible();
    const jobId = main.inputsOf('photos:set')[0]?.jobId;
    main.answer('photoJobs:undo', () => ({ dropped: 0, goingBack: 2, failed: [] }));
    main.answer('photoJobs:state', ({ jobId: id }) => ({
      jobId: id,
      items: itemsOf(main, 'going-back'),
    }));
    await screen.button('Undo all').click();
    await expect.element(report().getByText('2 photos taken back')).toBeVisible();
    expect(main.inputsOf('photoJobs:undo')).toEqual([{ jobId }]);
    await expect.element(screen.button('Undo all')).not.toBeInTheDocument();
  });

  test('what is refused stands first, with why, and is tried again', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'refused') }));
    await screen.button('Set 2 photos').click();
    await expect
      .element(report().getByText('Refused by the server: The file is too large.').first())
      .toBeVisible();
    await screen.button('Try again').click();
    expect(main.inputsOf('photoJobs:retry')).toHaveLength(1);
  });

  test('one that cannot be kept does not hold up the others', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    main.answer('photos:set', ({ personId }) => {
      if (personId === 'ada') throw new Refusal({ message: 'The disk is full.' });
      return changeWith({ personId, kind: 'photo' });
    });
    await screen.button('Set 2 photos').click();
    await expect.element(report().getByText('No photo: The disk is full.')).toBeVisible();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(2);
    await expect.element(report().getByText('1 photo needs you, below')).toBeVisible();
    main.answer('photos:set', ({ personId }) => changeWith({ personId, kind: 'photo' }));
    await screen.button('Try again').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(3);
    expect(main.inputsOf('photos:set').at(-1)?.personId).toBe('ada');
    await expect.element(report().getByText('Saved on this computer').first()).toBeVisible();
    await expect.element(report().getByText(/The disk is full/)).not.toBeInTheDocument();
  });

  test('of two files for one person the last one stays, however long the first one takes', async () => {
    const main = await openPeople();
    const set: string[] = [];
    let isFirst = true;
    main.answer('photos:set', async ({ personId, bytes }) => {
      if (isFirst) {
        isFirst = false;
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      set.push(`${personId} ${String(bytes.length)}`);
      return changeWith({ personId, kind: 'photo' });
    });
    const [large, small] = [
      new File([await paintPicture({ width: 500, height: 500 })], 'ada.png'),
      new File([await paintPicture({ width: 40, height: 40 })], 'Ada Lovelace.png'),
    ];
    dropOn(screen.grid().element(), { files: [large, small] });
    await box(/^ada\.png/).click();
    await box(/^Ada Lovelace\.png/).click();
    await screen.button('Set 2 photos').click();
    await expect.poll(() => set.length).toBe(2);
    const [first = '', last = ''] = set;
    expect(Number(first.split(' ')[1])).toBeGreaterThan(Number(last.split(' ')[1]));
  });

  test('it is paused, goes on where it was, and is cancelled without losing what is kept', async () => {
    const names = ['ada', 'alan', 'grace', 'zoe'];
    const main = await openPeople({ photos: new Map() });
    const waiting = holdPhotos(main);
    await dropFiles(...names.map((name) => `${name}.png`));
    await screen.button('Set 4 photos').click();
    await expect.poll(() => waiting.length).toBe(3);
    await screen.button('Pause').click();
    for (const keep of waiting.splice(0)) keep();
    await expect.element(report().getByText('Paused at 3 of 4 photos')).toBeVisible();
    // Time enough to make the last one, which must not happen.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(main.inputsOf('photos:set')).toHaveLength(3);
    await screen.button('Go on').click();
    await expect.poll(() => waiting.length).toBe(1);
    main.answer('photoJobs:state', ({ jobId }) => ({
      jobId,
      items: itemsOf(main, 'waiting').slice(0, 3),
    }));
    await screen.button('Cancel').click();
    for (const keep of waiting.splice(0)) keep();
    await expect.element(report().getByText('Cancelled: 3 of 4 photos are set')).toBeVisible();
    await expect.element(screen.button('Undo all')).toBeVisible();
  });

  test('whoever leaves the directory in the middle of it is asked, and so is who closes it', async () => {
    const archive = { ...serverProfile, id: 'profile-2', name: 'Archive' };
    const main = await openPeople({ profiles: [serverProfile, archive], photos: new Map() });
    main.answer('profiles:open', () => new Promise(() => undefined));
    const waiting = holdPhotos(main);
    const isHeldBack = (): boolean =>
      !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await dropFiles('ada.png', 'alan.png', 'grace.png', 'zoe.png');
    expect(isHeldBack()).toBe(false);
    await screen.button('Set 4 photos').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(3);
    expect(isHeldBack()).toBe(true);
    const question = screen.dialog('Leave before all photos are prepared?');
    await userEvent.keyboard('{Control>}2{/Control}');
    await expect.element(question.getByText(/^4 photos are not prepared yet/)).toBeVisible();
    await expect.element(question.getByRole('button', { name: 'Stay' }).last()).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(main.inputsOf('profiles:open')).toEqual([]);
    await userEvent.keyboard('{Control>}2{/Control}');
    await question.getByRole('button', { name: 'Leave' }).click();
    await expect.poll(() => main.inputsOf('profiles:open')).toEqual([{ id: 'profile-2' }]);
    for (const keep of waiting.splice(0)) keep();
    // Time enough to make another one, which would be set at the other server.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(main.inputsOf('photos:set')).toHaveLength(3);
  });

  test('what was left when it was cancelled is made on a word, and nothing before it', async () => {
    const names = ['ada', 'alan', 'grace', 'zoe'];
    const main = await openPeople({ photos: new Map() });
    const waiting = holdPhotos(main);
    await dropFiles(...names.map((name) => `${name}.png`));
    await screen.button('Set 4 photos').click();
    await expect.poll(() => waiting.length).toBe(3);
    await screen.button('Cancel').click();
    await screen.button('Go on with the rest').click();
    const idOf = ({ personId }: { readonly personId: string }): string => personId;
    expect(main.inputsOf('photos:set')).toHaveLength(3);
    main.answer('photos:set', ({ personId }) => changeWith({ personId, kind: 'photo' }));
    for (const keep of waiting.splice(0)) keep();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(4);
    expect(main.inputsOf('photos:set').map(idOf).sort()).toEqual(names);
    await expect.element(screen.button('Go on with the rest')).not.toBeInTheDocument();
  });

  test('its report is read while news comes all the time', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Set 2 photos').click();
    await expect.element(screen.button('Done')).toBeVisible();
    const state = { waiting: 1, conflicts: 0, refused: 0, isPartial: false };
    const reads = main.inputsOf('photoJobs:state').length;
    for (let news = 0; news < 12; news += 1) {
      main.push('outbox:changed', { ...state, pausedBy: null, nextTryAt: null });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(main.inputsOf('photoJobs:state').length).toBeGreaterThan(reads);
  });

  test('what is dropped on top of it, or of a review, is refused with the reason', async () => {
    const main = await openPeople();
    main.answer('photos:set', () => new Promise(() => undefined));
    const more = [await fileOf('ada.png'), await fileOf('zoe.png')];
    await dropFiles('ada.png', 'grace.png');
    await box(/^ada/).click();
    dropOn(document.body, { files: more });
    await expect.element(page.getByText(/^Set the files that are here first/)).toBeVisible();
    await expect.element(box(/^ada/)).not.toBeChecked();
    await screen.button('Set 1 photo').click();
    await expect.element(screen.button('Pause')).toBeVisible();
    dropOn(document.body, { files: more });
    await expect.element(page.getByText(/^Photos are being prepared just now/)).toBeVisible();
  });

  test('the focus stays on the button that pauses it and goes on', async () => {
    const main = await openPeople();
    main.answer('photos:set', () => new Promise(() => undefined));
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Set 2 photos').click();
    (screen.button('Pause').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Go on')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Pause')).toHaveFocus();
  });

  test('it can be left, and found again by the menu', async () => {
    const main = await openPeople();
    main.answer('photoJobs:list', () => [{ jobId: 'job', at: '2026-11-01T10:00:00Z', people: 3 }]);
    main.answer('photoJobs:state', () => ({
      jobId: 'job',
      items: [
        {
          ...{ personId: 'ada', displayName: 'Ada Lovelace', changeId: 'one' },
          ...{ state: 'sent', message: null },
        },
      ],
    }));
    await screen.button('Photos').click();
    await screen.item('Match a folder of photos…').click();
    await expect.element(page.getByText(/^3 photos, Nov 1, 2026/)).toBeVisible();
    await screen.button('Show').click();
    await expect.element(report().getByText('Ada Lovelace')).toBeVisible();
    await screen.button('Done').click();
    await expect.element(page.getByText('Drop a folder of photos here')).toBeVisible();
  });
});

test('ordinary users have nobody to match photos to, and are told why', async () => {
  await openPeople({ session: { ...serverSession, isAdmin: false, userId: 'ada' } });
  await screen.button('Photos').click();
  await expect
    .element(screen.item('Match a folder of photos…'))
    .toHaveAttribute('aria-disabled', 'true');
});
