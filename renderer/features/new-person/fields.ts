import type { FieldName } from '../../../preload/model/person-fields.ts';
import { editGroups } from '../edit/edit-fields.ts';

/** What a new person begins with. */
export const firstFields: readonly FieldName[] = ['firstName', 'lastName', 'email', 'jobTitle'];

/** What can be filled in too. */
export const furtherFields: readonly FieldName[] = editGroups
  .flatMap(({ fields }) => fields)
  .filter((field) => !firstFields.includes(field));
