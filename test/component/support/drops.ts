/** What is dragged, dropped or pasted in a test. */
export interface Dragging {
  readonly files?: readonly File[];
  /** By type, as a browser or another program hands it over. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** As much of what is dragged as a test can make; texts come first, as in a browser. */
export function transferOf({ files = [], texts = {} }: Dragging): DataTransfer {
  const transfer = new DataTransfer();
  for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** Sends an event of dragging to an element; answers whether the browser is kept from acting on it. */
export function drag(
  type: 'dragover' | 'dragleave' | 'drop',
  element: Element,
  dragged: Dragging,
): boolean {
  const dataTransfer = transferOf(dragged);
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
  return !element.dispatchEvent(event);
}

/** Drags over an element, and lets go there. */
export function dropOn(element: Element, dragged: Dragging): boolean {
  drag('dragover', element, dragged);
  return drag('drop', element, dragged);
}

/** Pastes where the keyboard is. */
export function paste(dragged: Dragging): void {
  const clipboardData = transferOf(dragged);
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}

/** Chooses a file where a button would open the system's dialog: any, or one of that name. */
export function chooseFile(within: ParentNode, file: File, label?: string): void {
  const named = label === undefined ? '' : `[aria-label="${label}"]`;
  const input = within.querySelector<HTMLInputElement>(`input[type=file]${named}`);
  if (input === null) throw new Error('Nothing asks for a file here.');
  input.files = transferOf({ files: [file] }).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
