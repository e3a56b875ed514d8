import assert from 'node:assert/strict';
import {
  afterBusinessDays,
  afterCalendarDays,
  beforeBusinessDays,
  calendarSchema,
  dayNumber,
  dayNumberOfDate,
  instantSchema,
  isBusinessDay,
  limits,
  startOfDay,
  type Instant,
  type WorkingTime,
} from '@tranche/chaincode/domain';
import fc from 'fast-check';

const DAY_MILLIS = 86_400_000;

interface CalendarSettings {
  readonly weekendDays?: number[];
  readonly holidays?: string[];
  readonly utcOffsetMinutes?: number;
  readonly dayMillis?: number;
}

function working(settings: CalendarSettings = {}): WorkingTime {
  const { weekendDays = [0, 6], holidays = [], utcOffsetMinutes = 0 } = settings;
  const { dayMillis = DAY_MILLIS } = settings;
  return { calendar: { weekendDays, holidays, utcOffsetMinutes }, dayMillis };
}

function at(text: string): Instant {
  return instantSchema.parse(Date.parse(text));
}

function textOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

describe('the number of a date', () => {
  const rows: readonly (readonly [date: string, day: number])[] = [
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['1900-02-28', -25_509],
    ['1900-03-01', -25_508],
    ['2000-02-28', 11_015],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2024-02-29', 19_782],
    ['2100-02-28', 47_540],
    ['2100-03-01', 47_541],
    ['0000-01-01', -719_528],
    ['9999-12-31', 2_932_896],
  ];
  for (const [date, day] of rows) {
    it(`is ${String(day)} for ${date}`, () => {
      assert.equal(dayNumberOfDate(date), day);
    });
  }

  it('agrees with the proleptic Gregorian calendar on any date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        const date = new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
        assert.equal(dayNumberOfDate(date), day);
      }),
    );
  });
});

describe('a business day', () => {
  const saturday = '2026-03-07';
  const rows: readonly (readonly [rule: string, date: string, CalendarSettings, boolean])[] = [
    ['a Monday is one', '2026-03-02', {}, true],
    ['a Saturday is none where it is a weekend day', saturday, {}, false],
    ['a Sunday is none where it is a weekend day', '2026-03-08', {}, false],
    [
      'a Saturday is one where the weekend is Friday and Sunday',
      saturday,
      { weekendDays: [5, 0] },
      true,
    ],
    ['a Friday is none where it is a weekend day', '2026-03-06', { weekendDays: [5, 6] }, false],
    ['every day is one without weekend days', saturday, { weekendDays: [] }, true],
    ['a holiday is none', '2026-12-25', { holidays: ['2026-12-25'] }, false],
    ['a holiday of another year is one', '2025-12-25', { holidays: ['2026-12-25'] }, true],
    ['a leap day that is a holiday is none', '2028-02-29', { holidays: ['2028-02-29'] }, false],
    ['a Thursday before 1970 is one', '1969-12-25', {}, true],
    ['a Saturday before 1970 is none', '1969-12-27', {}, false],
  ];
  for (const [rule, date, settings, expected] of rows) {
    it(rule, () => {
      assert.equal(isBusinessDay(working(settings), dayNumberOfDate(date)), expected);
    });
  }
});

describe('a local day', () => {
  const rows: readonly (readonly [instant: string, utcOffsetMinutes: number, date: string])[] = [
    ['2026-03-02T00:00:00.000Z', 0, '2026-03-02'],
    ['2026-03-01T23:59:59.999Z', 0, '2026-03-01'],
    ['2026-03-01T18:30:00.000Z', 330, '2026-03-02'],
    ['2026-03-01T18:29:59.999Z', 330, '2026-03-01'],
    ['2026-03-02T04:59:59.999Z', -300, '2026-03-01'],
    ['2026-03-02T05:00:00.000Z', -300, '2026-03-02'],
    ['2026-03-01T10:00:00.000Z', 840, '2026-03-02'],
    ['2026-03-02T12:00:00.000Z', -720, '2026-03-02'],
  ];
  for (const [instant, utcOffsetMinutes, date] of rows) {
    it(`at ${instant} is ${date} ${String(utcOffsetMinutes)} minutes east`, () => {
      assert.equal(dayNumber(working({ utcOffsetMinutes }), at(instant)), dayNumberOfDate(date));
    });
  }

  it('starts at its first instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: -720, max: 840 }),
        (day, utcOffsetMinutes) => {
          const time = working({ utcOffsetMinutes });
          const start = startOfDay(time, day);
          assert.equal(dayNumber(time, start), day);
          assert.equal(dayNumber(time, instantSchema.parse(start - 1)), day - 1);
        },
      ),
    );
  });
});

describe('a period of business days', () => {
  interface Row {
    readonly rule: string;
    readonly from: string;
    readonly days: number;
    readonly end: string;
    readonly settings?: CalendarSettings;
  }
  const rows: readonly Row[] = [
    {
      rule: 'does not count the day of the act',
      from: '2026-03-02T09:00:00Z',
      days: 1,
      end: '2026-03-04T00:00:00.000Z',
    },
    {
      rule: 'of no days ends with the day of the act',
      from: '2026-03-02T09:00:00Z',
      days: 0,
      end: '2026-03-03T00:00:00.000Z',
    },
    {
      rule: 'is the same for an act in the last instant of the day',
      from: '2026-03-02T23:59:59.999Z',
      days: 1,
      end: '2026-03-04T00:00:00.000Z',
    },
    {
      rule: 'starts on Monday after an act on Friday',
      from: '2026-03-06T09:00:00Z',
      days: 1,
      end: '2026-03-10T00:00:00.000Z',
    },
    {
      rule: 'starts on Monday after an act on Sunday',
      from: '2026-03-08T09:00:00Z',
      days: 5,
      end: '2026-03-14T00:00:00.000Z',
    },
    {
      rule: 'passes over holidays',
      from: '2026-12-23T09:00:00Z',
      days: 2,
      end: '2026-12-30T00:00:00.000Z',
      settings: { holidays: ['2026-12-25', '2026-12-28'] },
    },
    {
      rule: 'counts a leap day',
      from: '2028-02-28T09:00:00Z',
      days: 1,
      end: '2028-03-01T00:00:00.000Z',
    },
    {
      rule: 'passes from the 28 February of a common year to 1 March',
      from: '2100-02-26T09:00:00Z',
      days: 1,
      end: '2100-03-02T00:00:00.000Z',
    },
    {
      rule: 'ends at local midnight east of Greenwich',
      from: '2026-03-02T20:00:00Z',
      days: 1,
      end: '2026-03-04T18:30:00.000Z',
      settings: { utcOffsetMinutes: 330 },
    },
    {
      rule: 'ends at local midnight west of Greenwich',
      from: '2026-03-02T03:00:00Z',
      days: 1,
      end: '2026-03-03T05:00:00.000Z',
      settings: { utcOffsetMinutes: -300 },
    },
  ];
  for (const { rule, from, days, end, settings } of rows) {
    it(rule, () => {
      assert.equal(textOf(afterBusinessDays(working(settings), at(from), days)), end);
    });
  }

  it('is as short as the days of the test profile', () => {
    const time = working({ weekendDays: [], dayMillis: 1000 });
    assert.equal(afterBusinessDays(time, instantSchema.parse(5500), 2), 8000);
  });

  it('finds the working day after the longest row of holidays that terms can state', () => {
    const monday = dayNumberOfDate('2026-03-02');
    const holidays = Array.from({ length: limits.holidays }, (_, index) =>
      new Date((monday + 7 * (index + 1)) * DAY_MILLIS).toISOString().slice(0, 10),
    );
    const time = working({ weekendDays: [0, 2, 3, 4, 5, 6], holidays });
    const next = monday + 7 * (limits.holidays + 1);
    const end = afterBusinessDays(time, at('2026-03-02T09:00:00Z'), 1);
    assert.equal(end, startOfDay(time, next + 1));
  });

  it('holds as many business days as it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 * DAY_MILLIS }),
        fc.integer({ min: 0, max: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
        fc.integer({ min: -720, max: 840 }),
        (instant, days, weekendDays, utcOffsetMinutes) => {
          const time = working({ weekendDays, utcOffsetMinutes });
          const start = instantSchema.parse(instant);
          const end = afterBusinessDays(time, start, days);
          const first = dayNumber(time, start) + 1;
          const last = dayNumber(time, end) - 1;
          let counted = 0;
          for (let day = first; day <= last; day += 1) {
            if (isBusinessDay(time, day)) counted += 1;
          }
          assert.equal(counted, days);
          assert.ok(days === 0 || isBusinessDay(time, last));
        },
      ),
    );
  });
});

describe('a period of business days before an instant', () => {
  const rows: readonly {
    readonly rule: string;
    readonly until: string;
    readonly days: number;
    readonly start: string;
    readonly settings?: CalendarSettings;
  }[] = [
    {
      rule: 'starts with the last working day before that of the instant',
      until: '2026-03-04T09:00:00Z',
      days: 1,
      start: '2026-03-03T00:00:00.000Z',
    },
    {
      rule: 'of no days starts with the day of the instant',
      until: '2026-03-04T09:00:00Z',
      days: 0,
      start: '2026-03-04T00:00:00.000Z',
    },
    {
      rule: 'starts on Friday before an instant on Monday',
      until: '2026-03-09T00:00:00Z',
      days: 1,
      start: '2026-03-06T00:00:00.000Z',
    },
    {
      rule: 'starts two weeks before where it has ten days',
      until: '2026-03-20T12:00:00Z',
      days: 10,
      start: '2026-03-06T00:00:00.000Z',
    },
    {
      rule: 'passes over holidays',
      until: '2026-12-30T09:00:00Z',
      days: 2,
      start: '2026-12-24T00:00:00.000Z',
      settings: { holidays: ['2026-12-25', '2026-12-28'] },
    },
    {
      rule: 'starts at local midnight east of Greenwich',
      until: '2026-03-04T20:00:00Z',
      days: 1,
      start: '2026-03-03T18:30:00.000Z',
      settings: { utcOffsetMinutes: 330 },
    },
  ];
  for (const { rule, until, days, start, settings } of rows) {
    it(rule, () => {
      assert.equal(textOf(beforeBusinessDays(working(settings), at(until), days)), start);
    });
  }

  it('starts with time itself and not before it', () => {
    const east = working({ utcOffsetMinutes: 840 });
    assert.equal(beforeBusinessDays(east, instantSchema.parse(5), 10), 0);
  });

  it('holds as many business days as it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000 * DAY_MILLIS, max: 40_000 * DAY_MILLIS }),
        fc.integer({ min: 0, max: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
        fc.integer({ min: -720, max: 840 }),
        (instant, days, weekendDays, utcOffsetMinutes) => {
          const time = working({ weekendDays, utcOffsetMinutes });
          const until = instantSchema.parse(instant);
          const first = dayNumber(time, beforeBusinessDays(time, until, days));
          let counted = 0;
          for (let day = first; day < dayNumber(time, until); day += 1) {
            if (isBusinessDay(time, day)) counted += 1;
          }
          assert.equal(counted, days);
          assert.ok(days === 0 || isBusinessDay(time, first));
        },
      ),
    );
  });
});

describe('a period of calendar days', () => {
  it('moves by whole days, weekends or not', () => {
    const end = afterCalendarDays(working(), at('2026-03-06T09:00:00Z'), 21);
    assert.equal(textOf(end), '2026-03-27T09:00:00.000Z');
  });

  it('ends with time itself and not after it', () => {
    const last = instantSchema.parse(8_640_000_000_000_000);
    assert.equal(afterCalendarDays(working(), last, 1), last);
    assert.equal(afterBusinessDays(working(), last, 10), last);
  });
});

describe('the calendar of an agreement', () => {
  const calendar = { weekendDays: [0, 6], holidays: ['2028-02-29'], utcOffsetMinutes: 330 };
  const holidays = (count: number): string[] => Array.from({ length: count }, () => '2026-12-25');
  const rows: readonly (readonly [rule: string, value: object, accepted: boolean])[] = [
    ['states weekend days, holidays and an offset', calendar, true],
    ['has up to six weekend days', { ...calendar, weekendDays: [0, 1, 2, 3, 4, 5] }, true],
    ['has no seventh weekend day', { ...calendar, weekendDays: [0, 1, 2, 3, 4, 5, 6] }, false],
    ['has up to 400 holidays', { ...calendar, holidays: holidays(limits.holidays) }, true],
    ['has no 401st holiday', { ...calendar, holidays: holidays(limits.holidays + 1) }, false],
    ['has no holiday on 31 February', { ...calendar, holidays: ['2026-02-31'] }, false],
    ['has no leap day in a common year', { ...calendar, holidays: ['2026-02-29'] }, false],
    ['has no 13th month', { ...calendar, holidays: ['2026-13-01'] }, false],
    ['reaches 14 hours east', { ...calendar, utcOffsetMinutes: 840 }, true],
    ['reaches no further east', { ...calendar, utcOffsetMinutes: 841 }, false],
    ['reaches 12 hours west', { ...calendar, utcOffsetMinutes: -720 }, true],
    ['reaches no further west', { ...calendar, utcOffsetMinutes: -721 }, false],
    ['has no weekday 7', { ...calendar, weekendDays: [7] }, false],
  ];
  for (const [rule, value, accepted] of rows) {
    it(rule, () => {
      assert.equal(calendarSchema.safeParse(value).success, accepted);
    });
  }
});
