import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { JobItem } from '../../../preload/model/photo-job.ts';
import { personWith } from '../../support/people.ts';
import { dropOn } from './drops.ts';
import {
  createFakeMain,
  type FakeMain,
  type FakeMainOptions,
  serverSession,
} from './fake-bridge.ts';
import { changeWith } from './fake-outbox.ts';
import { openApp } from './open-app.ts';
import { ada, pixelUrl, zoe } from './photo-people.ts';
import { paintPicture } from './pictures.ts';
import { screen } from './screen.ts';

/** People whom nobody has a photo of. */
export const grace = personWith({ id: 'grace', firstName: 'Grace', lastName: 'Hopper' });
export const alan = personWith({ id: 'alan', firstName: 'Alan', lastName: 'Turing' });

/** The box of a file. */
export const box = (name: RegExp | string) => page.getByRole('checkbox', { name });
export const group = (name: RegExp) => page.getByRole('group', { name });
/** What is told of the job. */
export const report = () => page.getByRole('region', { name: 'Setting photos' });

/** A picture under a name. */
export async function fileOf(name: string): Promise<File> {
  return new File([await paintPicture({ width: 80, height: 120 })], name);
}

/** Opens the list of Ada, Alan, Grace and Zoë, of whom Zoë has a photo. */
export async function openPeople(options: FakeMainOptions = {}) {
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
export async function dropFiles(...names: readonly string[]): Promise<void> {
  const files = await Promise.all(names.map(fileOf));
  dropOn(screen.grid().element(), { files });
  await expect.element(page.getByText(/files? found$/)).toBeVisible();
}

/** Photos are kept only when what is answered for each is called. */
export function holdPhotos(main: FakeMain): (() => void)[] {
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

/** Those that were set, all of them standing so at the server. */
export function itemsOf(main: FakeMain, state: JobItem['state']): JobItem[] {
  return main.inputsOf('photos:set').map(({ personId }) => ({
    ...{ personId, displayName: personId, changeId: `change-${personId}`, state },
    message: state === 'refused' ? 'The file is too large.' : null,
  }));
}
