/** What is being dragged, as far as a page is told before it is dropped. */
export type Dragged =
  | { readonly kind: 'file' }
  /** One of both: a folder has no type, and nor has a file with an ending that is not known. */
  | { readonly kind: 'file-or-folder' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'files'; readonly count: number }
  /** Something of a web page: a picture with its bytes, or only with its address. */
  | { readonly kind: 'link' }
  | { readonly kind: 'nothing' };

/** What was dropped or pasted. */
export type Dropped =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'files'; readonly files: readonly File[] }
  /** At least one folder, with whatever lay beside it. */
  | { readonly kind: 'folder'; readonly entries: readonly FileSystemEntry[] }
  /** The address of a picture, and no bytes: the page fetches nothing. */
  | { readonly kind: 'link' }
  | { readonly kind: 'nothing' };

const dataPicture = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/;

/** Tells what is dragged over the page; names and bytes are not to be had yet. */
export function dragKindOf({ types, items }: DataTransfer): Dragged {
  if (types.includes('Files')) {
    const files = [...items].filter(({ kind }) => kind === 'file');
    if (files.length > 1) return { kind: 'files', count: files.length };
    return { kind: files[0]?.type === '' ? 'file-or-folder' : 'file' };
  }
  // Text that is dragged within the page is none of ours, nor is a picture of the page itself.
  return types.includes('text/uri-list') ? { kind: 'link' } : { kind: 'nothing' };
}

/** The same once it is known what it is. */
export function draggedOf(dropped: Dropped): Dragged {
  return dropped.kind === 'files' ? { kind: 'files', count: dropped.files.length } : dropped;
}

/** Takes what was dropped; to be called before anything is waited for, while it can be read. */
export function takeDropped(transfer: DataTransfer): Dropped {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.some(({ isDirectory }) => isDirectory)) return { kind: 'folder', entries };
  const [first, ...others] = transfer.files;
  if (first !== undefined) {
    return others.length === 0
      ? { kind: 'file', file: first }
      : { kind: 'files', files: [first, ...others] };
  }
  const address = pictureAddressOf(transfer);
  if (address === null) return { kind: 'nothing' };
  const bytes = bytesOfDataUrl(address);
  return bytes === null ? { kind: 'link' } : { kind: 'file', file: new File([bytes], '') };
}

/** The address of a picture that was dragged out of a web page, or of a link. */
function pictureAddressOf(transfer: DataTransfer): string | null {
  const html = transfer.getData('text/html');
  // Looked at as text: nothing of it is loaded, run or shown.
  const shown = /<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(html);
  const listed = transfer.getData('text/uri-list').split(/\r?\n/);
  return shown?.[1] ?? shown?.[2] ?? listed.find((line) => /^[a-z]+:/i.test(line)) ?? null;
}

/** The bytes of an address that holds its picture itself; null of any other. */
function bytesOfDataUrl(address: string): Uint8Array<ArrayBuffer> | null {
  const [, encoded] = dataPicture.exec(address) ?? [];
  if (encoded === undefined) return null;
  try {
    return Uint8Array.from(atob(encoded.replaceAll(/\s/g, '')), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
