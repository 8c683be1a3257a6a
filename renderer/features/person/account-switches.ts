import type { FieldName } from '../../../preload/model/person-fields.ts';

/** What is on or off. */
export type SwitchField = 'enabled' | 'emailNotificationsEnabled';

/** Whether a field is changed by a switch, at once, and is no part of the form. */
export function isSwitch(field: FieldName): field is SwitchField {
  return field === 'enabled' || field === 'emailNotificationsEnabled';
}
