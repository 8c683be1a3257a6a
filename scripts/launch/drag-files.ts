import type { Locator, Page } from 'playwright';

/** A drag of files, from outside of the app, that is over its window. */
export interface FileDrag {
  /** Lets the files go where they are. */
  drop(): Promise<void>;
  /** Takes them away again. */
  leave(): Promise<void>;
}

const copy = 1;

/**
 * Drags files of this computer over the middle of a control, as a file manager does. The events come
 * from the browser itself and are trusted: the page may read the files, which it may not of a drag
 * that a script makes up.
 *
 * @param paths absolute paths of files and folders
 */
export async function dragFiles(
  window: Page,
  paths: readonly string[],
  over: Locator,
): Promise<FileDrag> {
  const session = await window.context().newCDPSession(window);
  const box = await over.boundingBox();
  if (box === null) throw new Error('There is nothing to drag over');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const data = { items: [], files: [...paths], dragOperationsMask: copy };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel') =>
    session.send('Input.dispatchDragEvent', { type, x, y, data });
  await send('dragEnter');
  await send('dragOver');
  const end = async (type: 'drop' | 'dragCancel'): Promise<void> => {
    await send(type);
    await session.detach();
  };
  return { drop: () => end('drop'), leave: () => end('dragCancel') };
}
