import { timeOf, wholeDayOf } from '../../preload/rules/moment.ts';
import { createPlural } from './plural.ts';

/** The language of these texts. */
export const locale = 'en';

const plural = createPlural(locale);
const numbers = new Intl.NumberFormat(locale);
const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const datesOfTheWorld = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const datesAndTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const distances = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const megabytesFormat = new Intl.NumberFormat(locale, {
  style: 'unit',
  unit: 'megabyte',
  maximumFractionDigits: 1,
});

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A number with separators. */
export const number = (value: number): string => numbers.format(value);

/** Some names in one phrase. */
export const list = (names: readonly string[]): string => lists.format(names);

/** A number of people. */
export const people = (count: number): string =>
  `${number(count)} ${plural(count, { one: 'person', other: 'people' })}`;

/** A number of rows. */
export const rows = (count: number): string =>
  `${number(count)} ${plural(count, { one: 'row', other: 'rows' })}`;

/** A number of pages. */
export const pages = (count: number): string =>
  `${number(count)} ${plural(count, { one: 'page', other: 'pages' })}`;

/** A size in megabytes. */
export const megabytes = (sizeBytes: number): string => megabytesFormat.format(sizeBytes / 1e6);

/** A moment given in ISO 8601; the text as it is where it is no such moment. */
export function dateTime(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : datesAndTimes.format(at);
}

/** The day of a moment given in ISO 8601. */
export function date(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : dates.format(at);
}

/** A moment of a custom property: a date where it stands for a whole day. */
export function moment(iso: string): string {
  const day = wholeDayOf(iso);
  const format = day === 'utc' ? datesOfTheWorld : day === 'local' ? dates : datesAndTimes;
  return format.format(timeOf(iso));
}

/** The time of day of a moment given in ISO 8601. */
export const time = (iso: string): string => times.format(new Date(iso));

/** How long ago a moment was, such as "5 minutes ago". */
export function ago(iso: string, nowMs: number): string {
  const seconds = Math.max(0, (nowMs - new Date(iso).getTime()) / 1000);
  if (seconds < minute) return 'just now';
  if (seconds < hour) return distances.format(-Math.floor(seconds / minute), 'minute');
  if (seconds < day) return distances.format(-Math.floor(seconds / hour), 'hour');
  return distances.format(-Math.floor(seconds / day), 'day');
}

/** How long something takes, roughly. */
export function duration(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < minute) return `${Math.ceil(seconds / 10) * 10} seconds`;
  const minutes = Math.ceil(seconds / minute);
  return `${number(minutes)} ${plural(minutes, { one: 'minute', other: 'minutes' })}`;
}

/** A stretch of time, to the second below two minutes, rounded down to minutes or hours above. */
export function span(seconds: number): string {
  if (seconds < 2 * minute) {
    return `${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}`;
  }
  if (seconds < 2 * hour) return `${number(Math.floor(seconds / minute))} minutes`;
  return `${number(Math.floor(seconds / hour))} hours`;
}
