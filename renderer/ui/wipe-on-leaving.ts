/** Leaves nothing typed behind in an element, which can outlive its time on the page. */
export function wipeOnLeaving(field: HTMLInputElement | HTMLTextAreaElement): () => void {
  return () => {
    field.value = '';
  };
}
