/** The boxes of all files, over the ends of groups. */
function fileBoxes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-file-box]')];
}

function focusBox(box: HTMLElement | undefined): void {
  box?.focus();
  box?.closest('.file')?.scrollIntoView({ block: 'nearest' });
}

/** Goes so many files on from the box of one; from nowhere, to the first. */
export function stepFrom(from: HTMLElement | undefined, by: number): void {
  const boxes = fileBoxes();
  const place = boxes.findIndex((box) => box === from);
  focusBox(place < 0 ? boxes[0] : boxes[place + by]);
}

/** Goes to the box of one file. */
export function focusFile(key: number): void {
  focusBox(fileBoxes().find((box) => box.dataset.fileBox === String(key)));
}
