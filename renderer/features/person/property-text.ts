import type { JsonValue } from '../../../preload/model/json.ts';
import { isMoment } from '../../../preload/rules/moment.ts';
import type { Texts } from '../../i18n/texts.ts';

/** The value of a custom property in words: yes and no, dates as they are written here. */
export function propertyText(value: JsonValue, texts: Texts['person']): string {
  const { values } = texts;
  if (typeof value === 'boolean') return value ? values.yes : values.no;
  if (isMoment(value)) return values.moment(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((one) => propertyText(one, texts)).join('\n');
  return value === null ? '' : JSON.stringify(value);
}
