/** Everything that is in the page as text, attribute or value of a field. */
export function everythingInPage(): string {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input, textarea',
  );
  return document.documentElement.outerHTML + [...fields].map(({ value }) => value).join(' ');
}
