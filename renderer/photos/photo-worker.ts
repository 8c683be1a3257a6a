import { decodePicture } from './decode-picture.ts';
import { makePhoto, scaleToMake, scaleToShrink, shrinkPicture } from './make-photo.ts';
import type { MadePhoto, OpenPicture, PhotoAnswer, PhotoTask } from './photo-task.ts';

// The entry of the worker: one task at a time, one answer each. It has no way out but its answers.
addEventListener('message', ({ data }: MessageEvent<PhotoTask>) => void answer(data));

async function answer(task: PhotoTask): Promise<void> {
  let result: PhotoAnswer<OpenPicture | MadePhoto>;
  try {
    result = await run(task);
  } catch {
    result = { ok: false, fault: 'failed' };
  }
  postMessage(result, { transfer: result.ok ? [partOf(result.value)] : [] });
}

async function run(task: PhotoTask): Promise<PhotoAnswer<OpenPicture | MadePhoto>> {
  const decoded = await decodePicture(task.file, (size) =>
    task.kind === 'open' ? scaleToShrink(size, task.longestPx) : scaleToMake(size, task.crop),
  );
  if (!decoded.ok) return decoded;
  try {
    const value =
      task.kind === 'open'
        ? shrinkPicture(decoded.value, task.longestPx)
        : await makePhoto(decoded.value, task.crop);
    return { ok: true, value };
  } finally {
    decoded.value.image.close();
  }
}

/** What is handed over, not copied. */
function partOf(value: OpenPicture | MadePhoto): Transferable {
  return 'bitmap' in value ? value.bitmap : value.bytes.buffer;
}
