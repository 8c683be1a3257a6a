import type { Dropped } from './dropped-files.ts';

/** A file that may be a photo, and where it lay. */
export interface FoundFile {
  /** The path within what was dropped or chosen. */
  readonly name: string;
  readonly file: File;
}

/** What was found. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Files and folders that could not be read: forbidden ones, or gone by now. */
  readonly unreadable: number;
}

/** As a file manager lists them: "2.jpg" before "10.jpg". */
const inOrder = new Intl.Collator(undefined, { numeric: true });

/** What systems put into folders beside what people put there. */
const strays = /^(?:\..*|thumbs\.db|desktop\.ini|icon\r)$/iu;

/** Finds the files in what was dropped, in folders within folders too; stops behind `most` of them. */
export async function readDropped(
  dropped: Extract<Dropped, { readonly kind: 'files' | 'folder' }>,
  most: number,
): Promise<FoundFiles> {
  if (dropped.kind === 'files') return readChosen(dropped.files, most);
  const files: FoundFile[] = [];
  let unreadable = 0;
  const open = [...dropped.entries];
  while (files.length <= most) {
    const entry = open.shift();
    if (entry === undefined) break;
    if (strays.test(entry.name)) continue;
    if (isFolder(entry)) {
      const entries = await entriesOf(entry);
      if (entries === null) unreadable += 1;
      else open.push(...entries);
    } else if (isFile(entry)) {
      const file = await fileOf(entry);
      if (file === null) unreadable += 1;
      else files.push({ name: entry.fullPath.replace(/^\//, ''), file });
    }
  }
  return { files, unreadable };
}

/** The same for files that were chosen in a dialog of the system. */
export function readChosen(chosen: Iterable<File>, most: number): FoundFiles {
  const files: FoundFile[] = [];
  for (const file of chosen) {
    if (files.length > most) break;
    if (!strays.test(file.name)) files.push({ name: file.webkitRelativePath || file.name, file });
  }
  return { files: files.sort((a, b) => inOrder.compare(a.name, b.name)), unreadable: 0 };
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/**
 * All that lies in a folder, by name; null where it cannot be read. Its reader hands out a hundred at
 * a time.
 */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
): Promise<readonly FileSystemEntry[] | null> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[] | null>((resolve) => {
      reader.readEntries(resolve, () => resolve(null));
    });
    if (some === null) return null;
    if (some.length === 0) return entries.sort((a, b) => inOrder.compare(a.name, b.name));
    entries.push(...some);
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return await new Promise((resolve) => {
    entry.file(resolve, () => resolve(null));
  });
}
