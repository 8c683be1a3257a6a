import { afterEach, expect, onTestFinished, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { chooseFile } from '../support/drops.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pictureFile } from '../support/photo-people.ts';
import { type Colour, readPainted } from '../support/pictures.ts';
import { type Finger, type Place, touch } from '../support/pointers.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const dialog = () => screen.dialog('Crop photo');
const stage = () => dialog().getByRole('group', { name: 'Part of the picture' }).element();
const zoom = () => dialog().getByRole('slider', { name: 'Zoom' }).element() as HTMLInputElement;

/** Opens a square of four colours, which meet in its middle. */
async function openSquare(): Promise<void> {
  await openApp(createFakeMain({ session: serverSession, people: [ada] }));
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Change photo')).toBeVisible();
  const file = await pictureFile({ width: 400, height: 400 });
  chooseFile(screen.person('Ada Lovelace').element(), file);
  await expect.element(dialog()).toBeVisible();
  await expect.poll(() => stage().getAttribute('aria-busy')).toBe('false');
}

/** Where the four colours meet on the stage, to a hundredth of it. */
function crossing(): Place {
  const canvas = stage().querySelector('canvas');
  if (canvas === null) throw new Error('There is nothing to paint on.');
  const colourAt = readPainted(canvas);
  const steps = Array.from({ length: 100 }, (_, step) => step / 100);
  const isIn = (some: readonly Colour[], place: Place): boolean =>
    some.includes(colourAt(place.right, place.down));
  const down = steps.find((step) => isIn(['blue', 'white'], { right: 0.5, down: step }));
  const right = steps.find((step) => isIn(['green', 'white'], { right: step, down: 0.5 }));
  return { right: right ?? Number.NaN, down: down ?? Number.NaN };
}

async function crossingIsAt(right: number, down: number): Promise<void> {
  const near = (value: number, wanted: number): boolean => Math.abs(value - wanted) < 0.02;
  await expect
    .poll(() => {
      const found = crossing();
      return near(found.right, right) && near(found.down, down) ? 'there' : found;
    })
    .toBe('there');
}

const first = (right: number, down: number): Finger => ({ id: 1, right, down });
const second = (right: number, down: number): Finger => ({ id: 2, right, down });

/** Puts two fingers down, and draws them apart until they are twice as far from each other. */
async function pinch(
  from: readonly [Finger, Finger],
  to: readonly [Finger, Finger],
): Promise<void> {
  await touch('touchStart', stage(), from.slice(0, 1));
  onTestFinished(() => touch('touchEnd', document.body, []));
  await touch('touchStart', stage(), from);
  await touch('touchMove', stage(), to);
}

test('two fingers zoom about what is between them, and move it when they move', async () => {
  await openSquare();
  await crossingIsAt(0.5, 0.5);
  await pinch([first(0.6, 0.7), second(0.8, 0.7)], [first(0.5, 0.7), second(0.9, 0.7)]);
  // Twice as far from what is between the fingers as before.
  await crossingIsAt(0.3, 0.3);
  expect(Number(zoom().value)).toBeCloseTo(2, 1);
  await touch('touchMove', stage(), [first(0.45, 0.75), second(0.85, 0.75)]);
  await crossingIsAt(0.25, 0.35);
  expect(Number(zoom().value)).toBeCloseTo(2, 1);
});

test('the finger that stays goes on moving the picture, which does not jump', async () => {
  await openSquare();
  await pinch([first(0.4, 0.5), second(0.6, 0.5)], [first(0.3, 0.5), second(0.7, 0.5)]);
  await crossingIsAt(0.5, 0.5);
  await touch('touchEnd', stage(), [second(0.7, 0.5)]);
  await touch('touchMove', stage(), [first(0.35, 0.6)]);
  await crossingIsAt(0.55, 0.6);
  expect(Number(zoom().value)).toBeCloseTo(2, 1);
});
