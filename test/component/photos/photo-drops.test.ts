import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { createFakeMain, type FakeMainOptions, serverSession } from '../support/fake-bridge.ts';
import { drag, type Dragging, dropOn, paste } from '../support/drops.ts';
import { openApp } from '../support/open-app.ts';
import { ada, pictureFile, pixelUrl, zoe } from '../support/photo-people.ts';
import { corners, cornersOf } from '../support/pictures.ts';
import { focusGrid, screen } from '../support/screen.ts';

afterEach(cleanup);

const dialog = () => screen.dialog('Crop photo');
const news = () => page.getByRole('status', { name: 'Photos' });

async function newsSay(words: RegExp): Promise<void> {
  await expect.poll(() => news().element().textContent).toMatch(words);
}
const adasRow = () => screen.row(/^Ada/).element();

async function openPeople(options: FakeMainOptions = {}) {
  const main = createFakeMain({ session: serverSession, people: [ada, zoe], ...options });
  await openApp(main);
  await expect.element(screen.row(/^Ada/)).toBeVisible();
  return main;
}

async function useFor(main: Awaited<ReturnType<typeof openPeople>>): Promise<string[]> {
  await dialog().getByRole('button', { name: 'Use photo' }).click();
  await expect.element(dialog()).not.toBeInTheDocument();
  return main.inputsOf('photos:set').map(({ personId }) => personId);
}

const photo = async (): Promise<Dragging> => ({ files: [await pictureFile()] });
const link = { texts: { 'text/uri-list': 'https://example.com/ada.jpg' } };

describe('a file is dropped', () => {
  test('on a row: what will happen is said before, there and in words', async () => {
    const main = await openPeople();
    expect(drag('dragover', adasRow(), await photo())).toBe(true);
    const hint = page.getByText('Drop to set the photo of Ada Lovelace');
    await expect.element(hint).toBeVisible();
    const marked = hint.element().closest('[popover]')?.getBoundingClientRect();
    const row = adasRow().getBoundingClientRect();
    expect([marked?.top, marked?.height]).toEqual([row.top, row.height]);
    expect(drag('drop', adasRow(), await photo())).toBe(true);
    await expect.element(hint).not.toBeInTheDocument();
    expect(await useFor(main)).toEqual(['ada']);
  });

  test('on a card', async () => {
    const main = await openPeople({ settings: { view: 'grid' } });
    dropOn(adasRow(), await photo());
    expect(await useFor(main)).toEqual(['ada']);
  });

  test('on the panel', async () => {
    const main = await openPeople();
    await screen.row(/^Zoë/).click();
    await expect.element(screen.person('Zoë Åkesson').getByText('User name')).toBeVisible();
    dropOn(screen.person('Zoë Åkesson').getByText('User name').element(), await photo());
    expect(await useFor(main)).toEqual(['zoe']);
  });

  test('on nobody: it is said what to do', async () => {
    await openPeople();
    expect(dropOn(document.body, await photo())).toBe(true);
    await expect.element(news()).toHaveTextContent('Drop it on a person to set their photo');
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  test('on nobody, where photos are matched by name: that is said, and done', async () => {
    await openPeople();
    await screen.button('Photos').click();
    await screen.item('Match a folder of photos…').click();
    const place = page.getByRole('heading', { name: 'Drop a folder of photos here' }).element();
    drag('dragover', place, await photo());
    await expect.element(page.getByText('Drop to match it to people by name')).toBeVisible();
    drag('drop', place, await photo());
    await expect.element(page.getByText('1 file found')).toBeVisible();
  });

  test('on somebody whose photo one may not set: the reason is said', async () => {
    await openPeople({ session: { ...serverSession, userId: 'zoe', isAdmin: false } });
    drag('dragover', adasRow(), await photo());
    const reason = 'Only administrators can do this for other people.';
    await expect.element(page.getByText(reason)).toBeVisible();
    dropOn(adasRow(), await photo());
    await expect.element(news()).toHaveTextContent(reason);
    await expect.element(dialog()).not.toBeInTheDocument();
    dropOn(screen.row(/^Zoë/).element(), await photo());
    await expect.element(dialog()).toBeVisible();
  });

  test('on anybody, where the server does not tell who is an administrator', async () => {
    await openPeople({ session: { ...serverSession, isAdmin: null, tellsCapabilities: false } });
    dropOn(adasRow(), await photo());
    await expect.element(dialog()).toBeVisible();
  });

  test('beside a dialog: the dialog comes first', async () => {
    await openPeople();
    await screen.button('New person').click();
    drag('dragover', adasRow(), await photo());
    await expect.element(page.getByText(/^Close the dialog first/)).toBeVisible();
    dropOn(adasRow(), await photo());
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Close the dialog first, then drop the photo.');
    await expect.element(dialog()).not.toBeInTheDocument();
  });
});

/** A file of which nobody can tell what it is, such as a folder before it is dropped. */
const unknown = { files: [new File(['?'], 'staff')] };

describe('what may be a folder', () => {
  test('promises on a row what either would do', async () => {
    await openPeople();
    drag('dragover', adasRow(), unknown);
    await expect
      .element(page.getByText(/^A picture becomes the photo of Ada Lovelace; a folder is matched/))
      .toBeVisible();
    drag('dragover', document.body, unknown);
    await expect.element(page.getByText(/; a folder is matched to people/)).toBeVisible();
    drag('dragover', document.body, await photo());
    await expect
      .element(page.getByText('Drop it on a person to set their photo', { exact: true }))
      .toBeVisible();
  });

  test('promises nothing of folders to who has nobody to match them to', async () => {
    await openPeople({ session: { ...serverSession, userId: 'ada', isAdmin: false } });
    drag('dragover', adasRow(), unknown);
    await expect
      .element(page.getByText('Drop a picture to set the photo of Ada Lovelace'))
      .toBeVisible();
  });
});

describe('on the dialog for a new person', () => {
  const photoPlace = () => page.getByRole('group', { name: 'Photo', exact: true }).element();
  const alert = () => screen.dialog('New person').getByRole('alert');

  async function openNew() {
    await openPeople();
    await screen.button('New person').click();
    await expect.element(screen.dialog('New person')).toBeVisible();
  }

  test('one picture is taken', async () => {
    await openNew();
    dropOn(photoPlace(), await photo());
    await expect.element(dialog().getByText('For the new person')).toBeVisible();
  });

  test('what may be a folder promises no more than a picture', async () => {
    await openNew();
    drag('dragover', photoPlace(), unknown);
    await expect
      .element(page.getByText('Drop a picture to set the photo of the new person'))
      .toBeVisible();
  });

  test.each(['dropped', 'pasted'])('many are refused in words where they are %s', async (way) => {
    await openNew();
    const many = { files: [await pictureFile(), await pictureFile()] };
    if (way === 'dropped') dropOn(photoPlace(), many);
    else {
      (screen.dialog('New person').getByRole('button').first().element() as HTMLElement).focus();
      paste(many);
    }
    await expect
      .element(alert())
      .toHaveTextContent('Close the dialog first, then drop the photos.');
    await expect.element(alert()).toBeInViewport();
    await screen.dialog('New person').getByRole('button', { name: 'Close' }).click();
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await expect.element(page.getByText('2 files found')).not.toBeInTheDocument();
  });
});

test.each<[string, (row: Element, dragged: Dragging) => void]>([
  ['what is dragged has left the window', (row, dragged) => drag('dragleave', row, dragged)],
  [
    'the pointer moves again',
    (row) => row.dispatchEvent(new PointerEvent('pointermove', { bubbles: true })),
  ],
])('the mark is gone when %s', async (_way, end) => {
  await openPeople();
  drag('dragover', adasRow(), await photo());
  await expect.element(page.getByText(/^Drop to set/)).toBeVisible();
  end(adasRow(), await photo());
  await expect.element(page.getByText(/^Drop to set/)).not.toBeInTheDocument();
});

describe('out of a web page', () => {
  test('a picture with its bytes is taken', async () => {
    const main = await openPeople();
    const html = `<img alt="" src="${pixelUrl}">`;
    dropOn(adasRow(), { texts: { 'text/uri-list': 'https://example.com/', 'text/html': html } });
    expect(await useFor(main)).toEqual(['ada']);
  });

  test('the mere address of one is not, and the reason is said', async () => {
    await openPeople();
    drag('dragover', adasRow(), link);
    await expect.element(page.getByText(/^An address is not enough: save/)).toBeVisible();
    await expect.element(page.getByText(/^Drop to set/)).not.toBeInTheDocument();
    dropOn(adasRow(), link);
    await newsSay(/^That is only the address of a picture/);
    await expect.element(dialog()).not.toBeInTheDocument();
  });
});

describe('a file that comes with its address', () => {
  const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'out of a web page': {
      'text/uri-list': 'https://example.com/ada.jpg',
      'text/html': '<img alt="" src="https://example.com/ada.jpg">',
    },
    'out of a web page that has its bytes in it': {
      'text/uri-list': pixelUrl,
      'text/html': `<img alt="" src="${pixelUrl}">`,
    },
    'out of a file manager': {
      'text/uri-list': 'file:///home/ada/holiday.png\r\n',
      'text/plain': '/home/ada/holiday.png',
    },
  };

  async function isTakenOnce(main: Awaited<ReturnType<typeof openPeople>>): Promise<void> {
    await expect.element(dialog().getByText('For Ada Lovelace')).toBeVisible();
    expect(await useFor(main)).toEqual(['ada']);
    const [taken] = main.inputsOf('photos:set');
    // That of the address is one pixel of one colour.
    expect(await cornersOf(Uint8Array.from(taken?.bytes ?? []))).toEqual(corners);
    await expect.element(news()).toHaveTextContent('The photo of Ada Lovelace is set');
  }

  test.each(Object.entries(ways))(
    'is taken, once, and the address is not: %s',
    async (_, texts) => {
      const main = await openPeople();
      const dragged = { files: [await pictureFile({ width: 200, height: 200 })], texts };
      drag('dragover', adasRow(), dragged);
      await expect.element(page.getByText('Drop to set the photo of Ada Lovelace')).toBeVisible();
      drag('drop', adasRow(), dragged);
      await isTakenOnce(main);
    },
  );

  test('is taken, once, where it is pasted', async () => {
    const main = await openPeople();
    focusGrid();
    const texts = { 'text/html': `<img alt="" src="${pixelUrl}">` };
    paste({ files: [await pictureFile({ width: 200, height: 200 })], texts });
    await isTakenOnce(main);
  });

  test('is one of several, which are as many as there are files', async () => {
    await openPeople();
    const files = [await pictureFile(), await pictureFile()];
    const texts = { 'text/uri-list': 'file:///ada.png\r\nfile:///zoe.png\r\n' };
    drag('dragover', adasRow(), { files, texts });
    await expect
      .element(page.getByText('Drop to match 2 photos to people by their names'))
      .toBeVisible();
    drag('drop', adasRow(), { files, texts });
    await expect.element(page.getByText('2 files found')).toBeVisible();
    await expect.element(dialog()).not.toBeInTheDocument();
  });
});

test('nothing that is dropped anywhere takes the place of the page', async () => {
  await openApp(createFakeMain());
  await expect.element(screen.signIn()).toBeVisible();
  const places = [document.body, screen.address().element(), screen.signIn().element()];
  for (const place of places) {
    expect(dropOn(place, await photo())).toBe(true);
    expect(dropOn(place, link)).toBe(true);
  }
  const words = { texts: { 'text/plain': 'ecm.example.com' } };
  expect(dropOn(screen.address().element(), words)).toBe(false);
  expect(dropOn(document.body, words)).toBe(true);
});

describe('a photo is pasted', () => {
  test('for whoever is open', async () => {
    const main = await openPeople();
    await screen.row(/^Zoë/).click();
    await expect.element(screen.person('Zoë Åkesson')).toBeVisible();
    paste(await photo());
    expect(await useFor(main)).toEqual(['zoe']);
  });

  test('for whom the list has the keyboard on, or the one who is picked', async () => {
    const main = await openPeople();
    focusGrid();
    paste(await photo());
    await expect.element(dialog().getByText('For Ada Lovelace')).toBeVisible();
    expect(await useFor(main)).toEqual(['ada']);
    await screen.row(/^Zoë/).click({ modifiers: ['ControlOrMeta'] });
    paste(await photo());
    expect(await useFor(main)).toEqual(['ada', 'zoe']);
  });

  test('for one only', async () => {
    await openPeople();
    await screen.row(/^Ada/).click({ modifiers: ['ControlOrMeta'] });
    await screen.row(/^Zoë/).click({ modifiers: ['ControlOrMeta'] });
    paste(await photo());
    await newsSay(/^Choose one person first/);
  });

  test('and not while somebody types, nor are words a photo', async () => {
    await openPeople();
    focusGrid();
    paste({ texts: { 'text/plain': 'Ada' } });
    (screen.search().element() as HTMLElement).focus();
    paste(await photo());
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(news()).toHaveTextContent('');
  });
});
