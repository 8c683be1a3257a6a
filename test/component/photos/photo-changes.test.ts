import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { PhotoChange } from '../../../preload/model/photo.ts';
import { createFakeMain, type FakeMainOptions, serverSession } from '../support/fake-bridge.ts';
import { activityWith, changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pixelUrl } from '../support/photo-people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const mine = { id: 'a'.repeat(64), type: 'image/jpeg' } as const;
const former = { id: 'b'.repeat(64), type: 'image/png' } as const;

function photoChange(photo: Partial<PhotoChange>, more: object = {}) {
  const blank = {
    picture: mine,
    baseAvatarId: null,
    before: null,
    mayHaveArrived: false,
    replaced: [],
    theirAvatarId: null,
    jobId: null,
  };
  const who = { personId: 'ada', displayName: 'Ada Lovelace', kind: 'photo' } as const;
  return changeWith({ ...who, photo: { ...blank, ...photo }, ...more });
}

async function open(options: FakeMainOptions, button: RegExp) {
  const main = createFakeMain({ session: serverSession, people: [ada], ...options });
  await openApp(main);
  await page.getByRole('button', { name: button }).click();
  return main;
}

describe('what waits', () => {
  test('is shown as it was and as it is to be', async () => {
    await open({ changes: [photoChange({ before: { picture: null } })] }, /^Waiting changes/);
    const card = page.getByRole('article', { name: /Ada Lovelace/ });
    const pictures = card.getByRole('group', { name: 'Photo' });
    await expect.element(pictures.getByText('Before')).toBeVisible();
    await expect.element(pictures.getByText('No photo')).toBeVisible();
    await expect.element(pictures.getByText('After')).toBeVisible();
    await expect.element(card.getByRole('button', { name: 'Edit again' })).not.toBeInTheDocument();
  });

  test('is a removal where no photo is wanted', async () => {
    await open({ changes: [photoChange({ picture: null })] }, /^Waiting changes/);
    await expect.element(page.getByRole('article', { name: /Photo removed/ })).toBeVisible();
    // Nobody has looked yet at what was there.
    await expect.element(page.getByText('Before')).not.toBeInTheDocument();
  });
});

describe('a conflict', () => {
  const conflict = photoChange({ theirAvatarId: 'their-1' }, { state: 'conflict' });
  const pictures = { mine: pixelUrl, theirs: pixelUrl, before: null };

  async function openConflict() {
    return await open(
      { changes: [conflict], answers: { 'photos:conflict': () => pictures } },
      /^Waiting changes/,
    );
  }

  test.each([
    ['Use yours', 'mine'],
    ['Keep theirs', 'theirs'],
  ] as const)('is decided over three pictures: %s', async (button, keep) => {
    const main = await openConflict();
    const form = page.getByRole('group', { name: 'Conflict of Ada Lovelace' });
    for (const which of ['Yours', 'Theirs']) {
      const name = `${which}: photo of Ada Lovelace`;
      await expect.element(form.getByRole('img', { name })).toBeVisible();
    }
    await expect.element(form.getByText('No photo')).toBeVisible();
    await form.getByRole('button', { name: button }).click();
    await expect
      .poll(() => main.inputsOf('photos:decide'))
      .toEqual([{ changeId: conflict.id, keep }]);
  });

  test('shows what they have now where they change it once more', async () => {
    const main = await openConflict();
    await expect.poll(() => main.inputsOf('photos:conflict')).toHaveLength(1);
    main.answer('photos:conflict', () => ({ ...pictures, theirs: null }));
    main.outbox.put([photoChange({ theirAvatarId: 'their-2' }, { state: 'conflict' })]);
    const form = page.getByRole('group', { name: 'Conflict of Ada Lovelace' });
    await expect
      .element(form.getByRole('img', { name: 'Theirs: photo of Ada Lovelace' }))
      .not.toBeInTheDocument();
    await expect.poll(() => main.inputsOf('photos:conflict')).toHaveLength(2);
  });

  test('is pointed at beside the person, with the way to decide it', async () => {
    const main = createFakeMain({
      ...{ session: serverSession, people: [ada], changes: [conflict] },
      answers: {
        'people:get': () => ({ person: ada, photoUrl: null, photoState: 'waiting' }),
        'photos:conflict': () => pictures,
      },
    });
    await openApp(main);
    await screen.row(/^Ada/).click();
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText(/changed the photo as well/)).toBeVisible();
    await expect.element(panel.getByText(/^(Photo waits|Waits to be)/)).not.toBeInTheDocument();
    await panel.getByRole('button', { name: 'Decide…' }).click();
    await expect
      .element(page.getByRole('group', { name: 'Conflict of Ada Lovelace' }))
      .toBeVisible();
  });
});

test('the log shows both pictures, and takes a photo back', async () => {
  const photo = { before: former, after: mine, jobId: null };
  const line = activityWith({ id: 1, changeId: 'sent', kind: 'photo', photo });
  const removal = activityWith({
    ...{ id: 2, changeId: 'gone', kind: 'photo' },
    photo: { before: mine, after: null, jobId: null },
  });
  const main = await open({ activity: [line, removal] }, /^Activity/);
  await expect.element(page.getByText('Photo removed')).toBeVisible();
  await expect.element(page.getByRole('group', { name: 'Photo' })).toBeVisible();
  await screen.button('Undo').first().click();
  await expect.poll(() => main.inputsOf('edits:undo')).toEqual([{ changeId: 'sent' }]);
});
