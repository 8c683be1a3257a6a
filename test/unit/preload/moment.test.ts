import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMoment,
  momentFromTyped,
  timeOf,
  typedFromMoment,
  wholeDayOf,
} from '../../../preload/rules/moment.ts';

const utcDay = '2011-03-29T00:00:00.000+0000';

describe('a moment', () => {
  it.each([utcDay, '2026-03-01T14:05:00Z', '2026-03-01T14:05:09.123+01:00', '2026-03-01T14:05Z'])(
    'is %s',
    (text) => expect(isMoment(text)).toBe(true),
  );

  it.each(['2026-03-01', '2026-13-01T00:00:00Z', '2026-03-01T14:05:00', 'soon', '', null, 2026])(
    'is not %s',
    (value) => expect(isMoment(value)).toBe(false),
  );

  it('stands for a whole day at midnight, of the world or of this place', () => {
    expect(wholeDayOf(utcDay)).toBe('utc');
    const here = new Date(2026, 5, 1);
    const local = here.getTimezoneOffset() === 0 ? 'utc' : 'local';
    expect(wholeDayOf(here.toISOString())).toBe(local);
    expect(wholeDayOf('2026-03-01T14:05:09.000Z')).toBeNull();
  });

  it('comes back from what is shown of it, whatever it is and wherever we are', () => {
    const anyTime = fc.date({
      min: new Date('1902-01-01T00:00:00Z'),
      max: new Date('9998-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyTime, fc.boolean(), (at, isDay) => {
        if (isDay) at.setUTCHours(0, 0, 0, 0);
        const iso = at.toISOString().replace('Z', '+0000');
        const again = momentFromTyped(typedFromMoment(iso), iso);
        // Where clocks are set back, the same time of day is there twice, and the first is meant.
        const first = new Date(at);
        first.setHours(at.getHours(), at.getMinutes());
        return first.getTime() !== at.getTime() || again === iso;
      }),
    );
  });
});

describe('what is typed', () => {
  it('keeps the kind of midnight and the way of writing', () => {
    expect(momentFromTyped(' 2026-3-1 ', utcDay)).toBe('2026-03-01T00:00:00.000+0000');
    expect(momentFromTyped('2026-03-01', '2011-03-29T00:00:00Z')).toBe('2026-03-01T00:00:00.000Z');
  });

  it('has its time in this place', () => {
    const iso = momentFromTyped('2026-03-01 14:05', utcDay);
    expect(timeOf(iso ?? '')).toBe(new Date(2026, 2, 1, 14, 5).getTime());
    expect(typedFromMoment(iso ?? '')).toBe('2026-03-01 14:05');
    expect(typedFromMoment(new Date(2026, 2, 1, 14, 5, 9, 40).toISOString())).toBe(
      '2026-03-01 14:05:09.040',
    );
  });

  it('may be what was copied from elsewhere', () => {
    expect(momentFromTyped('2026-03-01T10:00:00Z', utcDay)).toBe('2026-03-01T10:00:00.000+0000');
  });

  it.each(['2026-06-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '1.3.2026'])(
    'is no date: %s',
    (text) => expect(momentFromTyped(text, utcDay)).toBeNull(),
  );

  it.each(['2026-03-01 25:00', '2026-03-01 10:60', '2026-03-01 10:00:61', '2026-03-01 10', ''])(
    'is no time: %s',
    (text) => expect(momentFromTyped(text, utcDay)).toBeNull(),
  );
});
