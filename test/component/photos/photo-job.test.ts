import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { dropOn } from '../support/drops.ts';
import { Refusal, serverProfile, serverSession } from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import {
  box,
  dropFiles,
  fileOf,
  holdPhotos,
  itemsOf,
  openPeople,
  report,
} from '../support/photo-jobs.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const quiet = {
  ...{ waiting: 0, conflicts: 0, refused: 0, isPartial: false },
  ...{ pausedBy: null, nextTryAt: null },
} as const;

describe('photos are set in one go', () => {
  test('each is followed until it is at the server, and all can be taken back', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Set 2 photos').click();
    await expect.poll(() => main.inputsOf('photos:set').length).toBe(2);
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'sent') }));
    main.push('outbox:changed', quiet);
    await expect
      .element(report().getByText('All 2 photos are at the server').first())
      .toBeVisible();
    const jobId = main.inputsOf('photos:set')[0]?.jobId;
    main.answer('photoJobs:undo', () => ({ dropped: 0, goingBack: 2, failed: [] }));
    main.answer('photoJobs:state', ({ jobId: id }) => ({
      jobId: id,
      items: itemsOf(main, 'going-back'),
    }));
    await screen.button('Undo all').click();
    await expect.element(report().getByText('Taking photos back: 0 of 2 done')).toBeVisible();
    expect(main.inputsOf('photoJobs:undo')).toEqual([{ jobId }]);
    await expect.element(screen.button('Undo all')).not.toBeInTheDocument();
    main.answer('photoJobs:state', ({ jobId: id }) => ({
      jobId: id,
      items: itemsOf(main, 'taken-back'),
    }));
    main.push('outbox:changed', quiet);
    await expect.element(report().getByText('All 2 photos are taken back').first()).toBeVisible();
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

  test('it is paused, goes on where it was, and is cancelled without losing what is kept', async () => {
    const names = ['ada', 'alan', 'grace', 'zoe'];
    const main = await openPeople({ photos: new Map() });
    const waiting = holdPhotos(main);
    await dropFiles(...names.map((name) => `${name}.png`));
    await screen.button('Set 4 photos').click();
    await expect.poll(() => waiting.length).toBe(3);
    await screen.button('Pause').click();
    for (const keep of waiting.splice(0)) keep();
    await expect.element(report().getByText('Paused at 3 of 4 photos').first()).toBeVisible();
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
    await expect
      .element(report().getByText('Cancelled: 3 of 4 photos prepared, 0 at the server'))
      .toBeVisible();
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

  test('what is dropped on top of it is refused with the reason', async () => {
    const main = await openPeople();
    main.answer('photos:set', () => new Promise(() => undefined));
    const more = [await fileOf('ada.png'), await fileOf('zoe.png')];
    await dropFiles('ada.png', 'grace.png');
    await screen.button('Set 2 photos').click();
    await expect.element(screen.button('Pause')).toBeVisible();
    dropOn(document.body, { files: more });
    await expect.element(page.getByText(/^Other photos are not all prepared yet/)).toBeVisible();
  });

  test('the files that were not set are there afterwards', async () => {
    await openPeople();
    await dropFiles('ada.png', 'grace.png', 'holiday.png');
    await box(/^grace/).click();
    await screen.button('Set 1 photo').click();
    await screen.button('Done, go on with the other 2 files').click();
    await expect.element(box(/^grace/)).not.toBeChecked();
    await expect.element(box(/^holiday/)).toBeVisible();
    await expect.element(box(/^ada/)).not.toBeInTheDocument();
  });

  test('why nothing is sent is told, and how it ends on the list as well', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'waiting') }));
    await screen.button('Set 2 photos').click();
    await expect.element(screen.button('Done')).toBeVisible();
    const full = { code: 'server', message: 'The storage space is used up.' } as const;
    main.push('outbox:changed', {
      ...{ ...quiet, waiting: 2 },
      pausedBy: { ...full, retryable: true, reason: null, traceId: 'trace' },
    });
    await expect.element(report().getByText(/The storage space is used up/)).toBeVisible();
    await screen.button('Back to people').click();
    await expect.element(screen.button('0 of 2 photos at the server')).toBeVisible();
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'sent') }));
    main.push('outbox:changed', quiet);
    await screen.button('All 2 photos are at the server').click();
    await expect
      .element(report().getByText(/The storage space is used up/))
      .not.toBeInTheDocument();
    await screen.button('Done').click();
    await screen.button('Back to people').click();
    await expect.element(screen.button('All 2 photos are at the server')).not.toBeInTheDocument();
  });

  test('a screen reader hears that it has begun and ended, and not of every photo', async () => {
    const main = await openPeople({ photos: new Map() });
    const waiting = holdPhotos(main);
    await dropFiles('ada.png', 'alan.png', 'grace.png', 'zoe.png');
    await screen.button('Set 4 photos').click();
    const spoken = report().getByRole('status');
    await expect.element(spoken).toHaveTextContent('4 photos are being prepared');
    const heard: string[] = [];
    const observer = new MutationObserver(() => heard.push(spoken.element().textContent));
    observer.observe(spoken.element(), { characterData: true, childList: true, subtree: true });
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'sent') }));
    while (main.inputsOf('photos:set').length < 4 || waiting.length > 0) {
      for (const keep of waiting.splice(0)) keep();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect.element(spoken).toHaveTextContent('All 4 photos are at the server');
    observer.disconnect();
    expect(heard.length).toBeLessThanOrEqual(2);
  });

  test('one that needs the user leads to the person', async () => {
    const main = await openPeople();
    await dropFiles('ada.png', 'grace.png');
    main.answer('photoJobs:state', ({ jobId }) => ({ jobId, items: itemsOf(main, 'refused') }));
    await screen.button('Set 2 photos').click();
    await report().getByRole('button', { name: 'Ada Lovelace' }).click();
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
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
    main.answer('photoJobs:list', () => [
      { jobId: 'job', at: '2026-11-01T10:00:00Z', people: 3, takenBack: 3 },
    ]);
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
    await expect.element(page.getByText(/^3 photos, Nov 1, 2026.*, taken back$/)).toBeVisible();
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
