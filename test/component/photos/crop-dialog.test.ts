import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createFakeMain, Refusal, serverSession } from '../support/fake-bridge.ts';
import { chooseFile, dropOn } from '../support/drops.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pictureFile, zoe } from '../support/photo-people.ts';
import { cornersOf, paintedCorners } from '../support/pictures.ts';
import { moveMouse } from '../support/pointers.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const dialog = () => screen.dialog('Crop photo');
const zoom = () => dialog().getByRole('slider', { name: 'Zoom' });
const stage = () => dialog().getByRole('group', { name: 'Part of the picture' });
const use = () => dialog().getByRole('button', { name: 'Use photo' });

async function openDialog(file: File) {
  const main = createFakeMain({ session: serverSession, people: [ada] });
  await openApp(main);
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Change photo')).toBeVisible();
  chooseFile(screen.person('Ada Lovelace').element(), file);
  await expect.element(dialog()).toBeVisible();
  return main;
}

async function openWithPicture(size?: { width: number; height: number }) {
  const main = await openDialog(await pictureFile(size));
  await expect.element(stage()).toHaveAttribute('aria-busy', 'false');
  return main;
}

/** A picture on a disk, from which it can be removed. */
async function writePicture(name: string) {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(name, { create: true });
  const writer = await handle.createWritable();
  await writer.write(await pictureFile());
  await writer.close();
  return { file: await handle.getFile(), remove: () => root.removeEntry(name) };
}

type Main = Awaited<ReturnType<typeof openDialog>>;

/** The photo that was set, by the colours in its corners. */
async function photoSet(main: Main) {
  await expect.element(dialog()).not.toBeInTheDocument();
  const [photo, ...others] = main.inputsOf('photos:set');
  expect(others).toEqual([]);
  return photo === undefined ? null : await cornersOf(Uint8Array.from(photo.bytes));
}

const mouse = (type: string, right: number, down: number, more?: object): Promise<void> =>
  moveMouse(stage().element(), { type, right, down }, more);

test('a portrait is cropped above its middle, where the face is, and set with Enter', async () => {
  const main = await openWithPicture({ width: 200, height: 400 });
  await expect.element(dialog().getByText('For Ada Lovelace')).toBeVisible();
  await expect.element(stage()).toHaveFocus();
  await expect.element(stage()).toHaveAccessibleDescription(/arrow keys.*Enter uses the photo/);
  await userEvent.keyboard('{Enter}');
  expect(await photoSet(main)).toEqual(['red', 'green', 'red', 'green']);
  expect(main.inputsOf('photos:set')[0]).toMatchObject({ personId: 'ada', jobId: null });
  await expect
    .element(page.getByRole('status', { name: 'Photos' }))
    .toHaveTextContent('The photo of Ada Lovelace is set');
});

test('a file that is gone by the time the photo is used is still what was seen', async () => {
  const { file, remove } = await writePicture('holiday.png');
  const main = await openDialog(file);
  await expect.element(stage()).toHaveAttribute('aria-busy', 'false');
  await remove();
  await use().click();
  expect(await photoSet(main)).not.toBeNull();
});

describe('by the keyboard', () => {
  test('the picture is moved, turned, zoomed and begun anew', async () => {
    const main = await openWithPicture({ width: 200, height: 400 });
    // Down to the blue and the white, which a turn to the right brings to the left.
    for (let times = 0; times < 12; times += 1)
      await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await userEvent.keyboard('+');
    await expect.element(zoom()).toHaveValue('1.1');
    await userEvent.keyboard('-r');
    await expect.element(zoom()).toHaveAttribute('aria-valuetext', '100%');
    await userEvent.keyboard('{Enter}');
    expect(await photoSet(main)).toEqual(['blue', 'blue', 'white', 'white']);
  });

  test('what was done is done with at the press of a key', async () => {
    const main = await openWithPicture({ width: 200, height: 400 });
    await userEvent.keyboard(
      '{Shift>}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}++{Shift>}r{/Shift}0{Enter}',
    );
    expect(await photoSet(main)).toEqual(['red', 'green', 'red', 'green']);
  });

  test('the slider zooms', async () => {
    await openWithPicture();
    await userEvent.tab();
    await expect.element(zoom()).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(zoom()).toHaveAttribute('aria-valuetext', '625%');
    await expect.element(dialog().getByText(/look coarse/)).toBeVisible();
  });

  test('beside the picture its keys do the same, but for those of what has the focus', async () => {
    const main = await openWithPicture({ width: 200, height: 200 });
    await userEvent.tab();
    await expect.element(zoom()).toHaveFocus();
    await userEvent.keyboard('+');
    await expect.element(zoom()).toHaveValue('1.1');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(zoom()).toHaveValue('1.11');
    await userEvent.keyboard('{Home}');
    await expect.element(zoom()).toHaveValue('1');
    await userEvent.tab();
    await expect.element(dialog().getByRole('button', { name: 'Turn left' })).toHaveFocus();
    await userEvent.keyboard('+r');
    await expect.element(zoom()).toHaveValue('1.1');
    await userEvent.keyboard('0r');
    await expect.element(zoom()).toHaveValue('1');
    // Of the button, not of the picture.
    await userEvent.keyboard('{Enter}r');
    await use().click();
    expect(await photoSet(main)).toEqual(['blue', 'red', 'white', 'green']);
  });

  test('Escape gives it up, and nothing is set', async () => {
    const main = await openWithPicture();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog()).not.toBeInTheDocument();
    expect(main.inputsOf('photos:set')).toEqual([]);
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
  });
});

describe('in a low or narrow window', () => {
  const sizes = [
    { width: 1280, height: 800 },
    { width: 700, height: 480 },
    { width: 480, height: 600 },
    { width: 420, height: 480 },
    { width: 480, height: 300 },
  ];

  test.each(sizes)('$width x $height: heading, picture and ways out are in sight', async (size) => {
    await openWithPicture({ width: 60, height: 90 });
    await page.viewport(size.width, size.height);
    const heading = dialog().getByRole('heading', { name: 'Crop photo' });
    await expect.element(heading).toBeInViewport({ ratio: 1 });
    for (const name of ['Cancel', 'Use photo']) {
      await expect.element(dialog().getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
    const stageBox = stage().element().getBoundingClientRect();
    const useBox = use().element().getBoundingClientRect();
    expect(stageBox.width).toBeGreaterThanOrEqual(140);
    expect(stageBox.width).toBe(stageBox.height);
    if (size.height >= 480) expect(stageBox.bottom).toBeLessThanOrEqual(useBox.top);
    const { clientWidth, scrollWidth } = dialog().element();
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  });

  test('it begins at its top', async () => {
    const main = createFakeMain({ session: serverSession, people: [ada] });
    await openApp(main, { width: 480, height: 300 });
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    dropOn(screen.row(/^Ada/).element(), { files: [await pictureFile()] });
    await expect.element(stage()).toHaveFocus();
    expect(dialog().element().scrollTop).toBe(0);
  });
});

describe('by the mouse', () => {
  test('the picture is dragged', async () => {
    const main = await openWithPicture({ width: 200, height: 400 });
    await mouse('mousePressed', 0.5, 0.9, { button: 'left', clickCount: 1, buttons: 1 });
    await mouse('mouseMoved', 0.5, 0.5, { button: 'left', buttons: 1 });
    await mouse('mouseMoved', 0.5, 0.01, { button: 'left', buttons: 1 });
    await mouse('mouseReleased', 0.5, 0.01, { button: 'left', clickCount: 1 });
    await use().click();
    expect(await photoSet(main)).toEqual(['blue', 'white', 'blue', 'white']);
  });

  test('the wheel zooms into what is below it', async () => {
    const main = await openWithPicture({ width: 400, height: 400 });
    for (let times = 0; times < 4; times += 1) {
      await mouse('mouseWheel', 0.85, 0.85, { deltaX: 0, deltaY: -300 });
    }
    await expect
      .poll(() => Number((zoom().element() as HTMLInputElement).value))
      .toBeGreaterThan(2);
    await use().click();
    expect(await photoSet(main)).toEqual(['white', 'white', 'white', 'white']);
  });

  test('a pinch, which comes as a wheel with Control, zooms, and not the page', async () => {
    await openWithPicture();
    const pinch = new WheelEvent('wheel', {
      ...{ deltaY: -50, ctrlKey: true, bubbles: true, cancelable: true },
    });
    expect(stage().element().dispatchEvent(pinch)).toBe(false);
    await expect.poll(() => Number((zoom().element() as HTMLInputElement).value)).toBeCloseTo(1.65);
  });

  test('buttons turn it either way and reset it', async () => {
    const main = await openWithPicture({ width: 200, height: 200 });
    await dialog().getByRole('button', { name: 'Turn left' }).click();
    await dialog().getByRole('button', { name: 'Reset' }).click();
    await dialog().getByRole('button', { name: 'Turn right' }).click();
    await use().click();
    expect(await photoSet(main)).toEqual(['blue', 'red', 'white', 'green']);
  });
});

describe('where there is no photo in it', () => {
  const heic = new File([new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0mif1heic')], 'a.jpg');

  test('the reason is said, and another picture can be chosen', async () => {
    const main = await openDialog(heic);
    await expect.element(dialog().getByText(/^HEIC pictures/)).toBeVisible();
    await expect.element(use()).not.toBeInTheDocument();
    await expect
      .element(dialog().getByRole('button', { name: 'Choose another picture' }))
      .toHaveFocus();
    chooseFile(dialog().element(), await pictureFile());
    await use().click();
    expect(await photoSet(main)).not.toBeNull();
  });

  test('and where there is no other to choose, the way out has the focus', async () => {
    await openApp(createFakeMain({ session: serverSession, people: [ada, zoe] }));
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    const { file, remove } = await writePicture('ada.png');
    dropOn(screen.grid().element(), { files: [file, await pictureFile()] });
    const thumbnail = page.getByRole('img', { name: 'Picture in ada.png' });
    await expect
      .poll(() => [...thumbnail.element().querySelectorAll('canvas')].map(paintedCorners))
      .toEqual([['red', 'green', 'red', 'green']]);
    await remove();
    await screen.button('Adjust crop').first().click();
    await expect.element(dialog().getByText(/^This picture cannot be read/)).toBeVisible();
    await expect.element(dialog().getByRole('button', { name: 'Close' }).last()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  test('what can be read only to its half is refused', async () => {
    const whole = new Uint8Array(await (await pictureFile()).arrayBuffer());
    await openDialog(new File([whole.slice(0, whole.length / 2)], 'half.png'));
    await expect.element(dialog().getByText(/^This file ends too early/)).toBeVisible();
  });
});

test('where it cannot be kept, the reason is said and the crop is still there', async () => {
  const main = await openWithPicture();
  main.answer('photos:set', () => {
    throw new Refusal({ message: 'The disk is full.' });
  });
  await use().click();
  await expect.element(dialog().getByText('The disk is full.')).toBeVisible();
  main.answer('photos:set', () => {
    throw new Refusal({ message: 'Still full.' });
  });
  await use().click();
  await expect.element(dialog().getByText('Still full.')).toBeVisible();
});
