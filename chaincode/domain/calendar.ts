import { z } from 'zod';
import { EPOCH, plus, type Instant } from './instant.js';
import { limits } from './limits.js';

/**
 * Working time of an agreement: weekend days (0 is Sunday), holidays (`YYYY-MM-DD`) and minutes
 * east of UTC.
 */
export const calendarSchema = z.strictObject({
  weekendDays: z.array(z.int().min(0).max(6)).max(6),
  holidays: z.array(z.iso.date()).max(limits.holidays),
  utcOffsetMinutes: z.int().min(-720).max(840),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** A calendar with the length of its day: 86,400,000 ms but in the test profile. */
export interface WorkingTime {
  readonly calendar: Calendar;
  readonly dayMillis: number;
}

/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_ZERO = 4;
const MINUTE_MILLIS = 60_000;

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
 * Source: the `days_from_civil` algorithm of H. Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms".
 */
export function dayNumberOfDate(date: string): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** Number of the local day that holds `at`. */
export function dayNumber(time: WorkingTime, at: Instant): number {
  return Math.floor((at + time.calendar.utcOffsetMinutes * MINUTE_MILLIS) / time.dayMillis);
}

/** First instant of a local day, but not before 1970. */
export function startOfDay(time: WorkingTime, day: number): Instant {
  const offset = time.calendar.utcOffsetMinutes * MINUTE_MILLIS;
  return plus(EPOCH, Math.max(0, day * time.dayMillis - offset));
}

/** Whether banks and reviewers work on that local day. */
export function isBusinessDay(time: WorkingTime, day: number): boolean {
  return !isDayOff(time.calendar, holidaysOf(time.calendar), day);
}

function holidaysOf(calendar: Calendar): ReadonlySet<number> {
  return new Set(calendar.holidays.map(dayNumberOfDate));
}

function isDayOff(calendar: Calendar, holidays: ReadonlySet<number>, day: number): boolean {
  const weekday = (((day + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
  return calendar.weekendDays.includes(weekday) || holidays.has(day);
}

/**
 * End of the `days`-th business day after the day of `at`: a period starts on the next business
 * day, so that the day of the act itself never counts. At most six weekdays and 400 dates are off,
 * so there always is one.
 */
export function afterBusinessDays(time: WorkingTime, at: Instant, days: number): Instant {
  const holidays = holidaysOf(time.calendar);
  let day = dayNumber(time, at);
  for (let left = days; left > 0;) {
    day += 1;
    if (!isDayOff(time.calendar, holidays, day)) left -= 1;
  }
  return startOfDay(time, day + 1);
}

/** Business days after the day of `from`, up to and with the one in which `until` falls. */
export function businessDaysLeft(time: WorkingTime, from: Instant, until: Instant): number {
  const holidays = holidaysOf(time.calendar);
  let count = 0;
  for (let day = dayNumber(time, from) + 1; startOfDay(time, day) < until; day += 1) {
    if (!isDayOff(time.calendar, holidays, day)) count += 1;
  }
  return count;
}

/**
 * Start of the `days`-th business day before the day of `at`, so that so many whole business days
 * lie before it; the day of `at` itself never counts. Not before 1970.
 */
export function beforeBusinessDays(time: WorkingTime, at: Instant, days: number): Instant {
  const holidays = holidaysOf(time.calendar);
  let day = dayNumber(time, at);
  for (let left = days; left > 0; ) {
    day -= 1;
    if (!isDayOff(time.calendar, holidays, day)) left -= 1;
  }
  return startOfDay(time, day);
}

/** `at` moved by whole days of the profile's length. */
export function afterCalendarDays(time: WorkingTime, at: Instant, days: number): Instant {
  return plus(at, days * time.dayMillis);
}
