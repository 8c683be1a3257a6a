import type { Dropped } from './dropped-files.ts';

/** A file that may be a photo, and where it lay. */
export interface FoundFile {
  /** The path within what was dropped or chosen. */
  readonly name: string;
  readonly file: File;
}

/** What systems put into folders beside what people put there. */
const strays = /^(?:\..*|thumbs\.db|desktop\.ini|icon\r)$/iu;

/**
 * Finds the files in what was dropped, folders within folders included, and stops behind `most` of
 * them. What cannot be read is left out: a folder may be forbidden, or gone by now.
 */
export async function readDropped(
  dropped: Extract<Dropped, { readonly kind: 'files' | 'folder' }>,
  most: number,
): Promise<FoundFile[]> {
  if (dropped.kind === 'files') return readChosen(dropped.files, most);
  const found: FoundFile[] = [];
  const open = [...dropped.entries];
  for (
    let entry = open.shift();
    entry !== undefined && found.length <= most;
    entry = open.shift()
  ) {
    if (strays.test(entry.name)) continue;
    if (isFolder(entry)) open.push(...(await entriesOf(entry)));
    else if (isFile(entry)) {
      const file = await fileOf(entry);
      if (file !== null) found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    }
  }
  return found;
}

/** The same for files that were chosen in a dialog of the system. */
export function readChosen(files: Iterable<File>, most: number): FoundFile[] {
  const found: FoundFile[] = [];
  for (const file of files) {
    if (found.length > most) break;
    if (!strays.test(file.name)) found.push({ name: file.webkitRelativePath || file.name, file });
  }
  return found;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** All that lies in a folder, by name; its reader hands out a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    entries.push(...some);
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return await new Promise((resolve) => {
    entry.file(resolve, () => resolve(null));
  });
}
