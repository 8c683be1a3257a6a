import type { JsonValue } from '../model/json.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const typedPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?)?$/;
const dayMs = 24 * 60 * 60 * 1000;

/** Milliseconds since 1970 of an ISO 8601 text; NaN where it names no moment. */
export function timeOf(iso: string): number {
  // Alfresco writes offsets without the colon that ISO 8601 wants.
  return Date.parse(iso.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** Whether a value is a moment as Alfresco writes one: a date is one at midnight. */
export function isMoment(value: JsonValue): value is string {
  return typeof value === 'string' && pattern.test(value) && !Number.isNaN(timeOf(value));
}

/** The midnight that a moment is, where it stands for a whole day: of the world, or of this place. */
export function wholeDayOf(iso: string): 'utc' | 'local' | null {
  const timeMs = timeOf(iso);
  if (timeMs % dayMs === 0) return 'utc';
  return timeMs === new Date(timeMs).setHours(0, 0, 0, 0) ? 'local' : null;
}

/** A moment to be edited, in local time: "2026-03-01 14:05", or "2026-03-01" for a whole day. */
export function typedFromMoment(iso: string): string {
  const at = new Date(timeOf(iso));
  const day = wholeDayOf(iso);
  if (day === 'utc') return at.toISOString().slice(0, 10);
  const date = [digits(at.getFullYear(), 4), digits(at.getMonth() + 1), digits(at.getDate())];
  if (day === 'local') return date.join('-');
  const ms = at.getMilliseconds();
  const seconds = ms === 0 && at.getSeconds() === 0 ? [] : [digits(at.getSeconds())];
  const time = [digits(at.getHours()), digits(at.getMinutes()), ...seconds].join(':');
  return `${date.join('-')} ${time}${ms === 0 ? '' : `.${digits(ms, 3)}`}`;
}

/**
 * The moment that was typed, written as the former one was; null where it is none. A day without a
 * time is the same midnight that the former one was.
 */
export function momentFromTyped(typed: string, former: string): string | null {
  const text = typed.trim();
  const timeMs = isMoment(text) ? timeOf(text) : timeOfTyped(text, wholeDayOf(former) === 'utc');
  if (timeMs === null) return null;
  const iso = new Date(timeMs).toISOString();
  return former.endsWith('+0000') ? iso.replace('Z', '+0000') : iso;
}

function timeOfTyped(text: string, isUtc: boolean): number | null {
  const match = typedPattern.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const date = [digits(year, 4), digits(month), digits(day)].join('-');
  const time = [digits(hour), digits(minute), digits(second)].join(':');
  const isDay = match[4] === undefined && isUtc;
  const timeMs = Date.parse(`${date}T${time}.${digits(ms, 3)}${isDay ? 'Z' : ''}`);
  // The 31st of June would be taken for the day after the 30th.
  const isInMonth = day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isInMonth && !Number.isNaN(timeMs) ? timeMs : null;
}

function digits(value: number, count = 2): string {
  return String(value).padStart(count, '0');
}
