import { afterEach, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { personWith } from '../../support/people.ts';
import { chooseFile, dropOn } from '../support/drops.ts';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pictureFile } from '../support/photo-people.ts';
import { type Colour, type Corners, paintedCorners, paintPicture } from '../support/pictures.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const grace = personWith({ id: 'grace', firstName: 'Grace', lastName: 'Hopper' });
const square = { width: 200, height: 200 };
const upright: Corners = ['red', 'green', 'blue', 'white'];
const turnedRight: Corners = ['blue', 'red', 'white', 'green'];
const opposite: Corners = ['white', 'blue', 'green', 'red'];

const dialog = () => screen.dialog('Crop photo');

async function openPeople(): Promise<void> {
  await openApp(createFakeMain({ session: serverSession, people: [ada, grace] }));
  await expect.element(screen.row(/^Ada/)).toBeVisible();
}

/** What is painted in an element: the width in pixels of the page, and the corners, of each canvas. */
function paintedIn(element: Element): [widthPx: number, colours: Colour[]][] {
  return [...element.querySelectorAll('canvas')].map((canvas) => [
    canvas.getBoundingClientRect().width,
    paintedCorners(canvas),
  ]);
}

test('the previews of the crop dialog show the photo, and follow what is done to it', async () => {
  await openPeople();
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Change photo')).toBeVisible();
  chooseFile(screen.person('Ada Lovelace').element(), await pictureFile(square));
  const previews = dialog().getByRole('group', { name: 'As Alfresco shows it' });
  const allShow = async (corners: Corners): Promise<void> => {
    const wanted = [64, 40, 32].map((widthPx) => [widthPx, corners]);
    await expect.poll(() => paintedIn(previews.element())).toEqual(wanted);
  };
  await allShow(upright);
  await dialog().getByRole('button', { name: 'Turn right' }).click();
  await allShow(turnedRight);
});

test('each file of a folder has its own picture beside it, cropped as it will be', async () => {
  await openPeople();
  const fileOf = async (name: string, colours: Corners): Promise<File> =>
    new File([await paintPicture({ ...square, colours })], name);
  const files = [await fileOf('ada.png', upright), await fileOf('grace.png', opposite)];
  dropOn(screen.grid().element(), { files });
  const thumbnail = (name: string) => page.getByRole('img', { name: `Picture in ${name}` });
  const shows = async (name: string, corners: Corners): Promise<void> => {
    await expect.element(thumbnail(name)).toBeVisible();
    await expect.poll(() => paintedIn(thumbnail(name).element())).toEqual([[44, corners]]);
  };
  await shows('ada.png', upright);
  await shows('grace.png', opposite);
  await screen.button('Adjust crop').first().click();
  await dialog().getByRole('button', { name: 'Turn right' }).click();
  await dialog().getByRole('button', { name: 'Use photo' }).click();
  await shows('ada.png', turnedRight);
  await shows('grace.png', opposite);
});
