import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dragFiles } from '../../scripts/launch/drag-files.ts';
import { launchApp } from './support/launch-app.ts';
import { makeSharedFolder } from './support/shared-folder.ts';

it('lets the page, in its sandbox, read the files that are dropped on it and no others', async () => {
  const folder = await makeSharedFolder();
  const path = join(folder, 'ada.txt');
  await writeFile(path, 'Ada');
  const { window } = await launchApp();
  await window.evaluate(() => {
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      const texts = [...(event.dataTransfer?.files ?? [])].map((file) => file.text());
      Reflect.set(globalThis, 'dropped', Promise.all(texts));
    });
  });
  await (await dragFiles(window, [path], window.locator('body'))).drop();
  await window.waitForFunction(() => 'dropped' in globalThis);
  expect(await window.evaluate(() => Reflect.get(globalThis, 'dropped') as unknown)).toEqual([
    'Ada',
  ]);
  await expect(window.evaluate((url) => fetch(url), `file://${path}`)).rejects.toThrow();
});
