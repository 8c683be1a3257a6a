/**
 * Keeps what is dragged into the window from taking the page's place, wherever it is dropped: it is
 * refused unless something on the way says otherwise. Text may go where text is typed.
 */
export function refuseStrays(event: DragEvent): void {
  const { dataTransfer, target } = event;
  if (dataTransfer === null) return;
  const isField = target instanceof Element && target.matches('input, textarea');
  const isForeign =
    dataTransfer.types.includes('Files') || dataTransfer.types.includes('text/uri-list');
  if (isField && !isForeign) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'none';
}
