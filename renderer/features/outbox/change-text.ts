import type { Change } from '../../../preload/model/change.ts';
import type { JsonValue } from '../../../preload/model/json.ts';
import type { PhotoChange } from '../../../preload/model/photo.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import { fieldsOf } from '../../../preload/rules/person-fields.ts';
import type { Texts } from '../../i18n/texts.ts';
import { labelOf } from '../edit/edit-fields.ts';
import { propertyText } from '../person/property-text.ts';

/** What is in a field, in words; null where it is unset. */
export function valueText(field: FieldName, value: JsonValue, texts: Texts): string | null {
  const isText = typeof value === 'string' && !field.startsWith('properties.');
  const text = isText ? value : propertyText(value, texts.person);
  return text.trim() === '' ? null : text;
}

/** The names of fields, in the order given. */
export function labelsOf(fields: readonly FieldName[], texts: Texts): string[] {
  return fields.map((field) => labelOf(field, texts));
}

/** What a change is about, in a few words. */
export function aboutOf(
  {
    kind,
    mine,
    photo,
  }: Pick<Change, 'kind' | 'mine'> & { readonly photo: Pick<PhotoChange, 'picture'> | null },
  texts: Texts,
): string {
  const { kinds } = texts.outbox;
  if (photo?.picture === null) return texts.photos.pictures.removal;
  return kind === 'update' ? kinds.update(labelsOf(fieldsOf(mine), texts)) : kinds[kind];
}

/** A line of a table of changed fields. */
export interface ChangedField {
  readonly field: FieldName;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the fields were and what they are to be; what a new person lacks is not worth a line. */
export function changedFields(
  before: FieldValues,
  after: FieldValues,
  texts: Texts,
): ChangedField[] {
  return fieldsOf(after)
    .map((field) => ({
      field,
      label: labelOf(field, texts),
      before: valueText(field, before[field] ?? null, texts),
      after: valueText(field, after[field] ?? null, texts),
    }))
    .filter((line) => line.before !== null || line.after !== null);
}
