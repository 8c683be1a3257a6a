/** A prefix and a local name, as the content model writes them. */
const pattern = /^[^\s:{}]{1,100}:[^\s:{}]{1,200}$/u;

/** Whether a text can be the name of a custom property, such as "acme:badge". */
export function isPropertyName(text: string): boolean {
  return pattern.test(text);
}
