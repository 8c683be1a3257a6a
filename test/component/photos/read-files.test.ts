import { expect, test } from 'vitest';
import { readChosen, readDropped } from '../../../renderer/photos/read-files.ts';

type Listing = readonly FileSystemEntry[] | 'forbidden';

const fileEntry = (path: string, isReadable = true): FileSystemEntry =>
  ({
    isFile: true,
    isDirectory: false,
    name: path.split('/').at(-1),
    fullPath: path,
    file(resolve: FileCallback, reject: ErrorCallback) {
      if (isReadable) resolve(new File(['x'], path));
      else reject(new DOMException('No', 'NotReadableError'));
    },
  }) as unknown as FileSystemEntry;

const folderEntry = (path: string, listing: Listing): FileSystemEntry =>
  ({
    isFile: false,
    isDirectory: true,
    name: path.split('/').at(-1),
    fullPath: path,
    createReader() {
      const left = listing === 'forbidden' ? [] : [[...listing]];
      return {
        readEntries(resolve: FileSystemEntriesCallback, reject: ErrorCallback) {
          if (listing === 'forbidden') reject(new DOMException('No', 'NotReadableError'));
          else resolve(left.shift() ?? []);
        },
      };
    },
  }) as unknown as FileSystemEntry;

test('folders and files that may not be read are counted, and hold up nothing', async () => {
  const entries = [
    folderEntry('/photos', [
      fileEntry('/photos/10.jpg'),
      fileEntry('/photos/2.jpg'),
      fileEntry('/photos/secret.jpg', false),
      folderEntry('/photos/private', 'forbidden'),
      folderEntry('/photos/more', [
        fileEntry('/photos/more/ada.jpg'),
        fileEntry('/photos/more/Thumbs.db'),
      ]),
    ]),
  ];
  const { files, unreadable } = await readDropped({ kind: 'folder', entries }, 100);
  expect(files.map(({ name }) => name)).toEqual([
    'photos/2.jpg',
    'photos/10.jpg',
    'photos/more/ada.jpg',
  ]);
  expect(unreadable).toBe(2);
});

test('chosen files stand in the order of their names', () => {
  const chosen = ['10.jpg', 'Ada.jpg', '2.jpg', '.hidden'].map((name) => new File(['x'], name));
  const { files } = readChosen(chosen, 100);
  expect(files.map(({ name }) => name)).toEqual(['2.jpg', '10.jpg', 'Ada.jpg']);
});
