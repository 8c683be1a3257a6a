/** The values that a case has saved out of earlier answers. */
export type Variables = Readonly<Record<string, string>>;

/** Puts values in for `{{name}}` and `{{b64:text}}` in a text or, deeply, in JSON. */
export function fillIn<T>(value: T, variables: Variables): T;
export function fillIn(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return fillText(value, variables);
  if (Array.isArray(value)) return value.map((item: unknown) => fillIn(item, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillIn<unknown>(item, variables)]),
  );
}

function fillText(text: string, variables: Variables): string {
  const named = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`Nothing was saved as ${name}`);
    return value;
  });
  const encoded = named.replace(/\{\{b64:([^{}]*)\}\}/g, (_, plain: string) =>
    Buffer.from(plain).toString('base64'),
  );
  if (encoded.includes('{{')) throw new Error(`This placeholder is not understood: ${text}`);
  return encoded;
}
