/** What is wrong with one field of a form. */
export interface Complaint<Field extends string> {
  readonly field: Field;
  readonly sentence: string;
}

/** Complains of the fields that are empty and have a sentence for that. */
export function missingIn<Field extends string>(
  given: Readonly<Record<Field, string>>,
  sentences: NoInfer<Readonly<Partial<Record<Field, string>>>>,
): Complaint<Field>[] {
  return (Object.keys(given) as Field[]).flatMap((field) => {
    const sentence = sentences[field];
    return given[field] === '' && sentence !== undefined ? [{ field, sentence }] : [];
  });
}
