import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEK } from '../../../../../mock-server/core/project/default-business-hour.ts';
import {
  type Hours,
  hoursPhase,
  isOpenAt,
} from '../../../../../mock-server/core/rules/business-hours/hours-phase.ts';
import type { DayOfWeek } from '../../../../../mock-server/store/documents.ts';
import { isOpenByTheWall, nextChangeByTheWall, wallClock } from './wall-oracle.ts';

const DAY = 24 * 60 * 60_000;

/** Days that are not named are closed. */
const hoursOf = (zone: string, days: Partial<Record<DayOfWeek, [string, string]>>): Hours => ({
  active: true,
  timezone: { name: zone },
  workHours: WEEK.map((day) => {
    const [start, finish] = days[day] ?? ['08:00', '20:00'];
    return { day, start: { time: start }, finish: { time: finish }, open: days[day] !== undefined };
  }),
});
const all = (zone: string, start: string, finish: string): Hours =>
  hoursOf(zone, Object.fromEntries(WEEK.map((day) => [day, [start, finish]])));

/** The next changes after `from`, as UTC and as the wall shows them. */
function changes(hours: Hours, from: string, count: number): string[] {
  const seen: string[] = [];
  let at = Date.parse(from);
  for (let n = 0; n < count; n++) {
    const { open, until } = hoursPhase({ ...hours }, at);
    if (until === undefined) return [...seen, open ? 'open for ever' : 'closed for ever'];
    at = until;
    const what = isOpenAt(hours, at) ? 'opens' : 'closes';
    seen.push(`${what} ${new Date(at).toISOString().slice(0, 16)}Z ${wallClock(hours.timezone.name, at)}`);
  }
  return seen;
}

test('it is open from the first minute until before the last', () => {
  const hours = hoursOf('Europe/Berlin', { Wednesday: ['09:00', '17:30'] });
  const at = (time: string): boolean => isOpenAt(hours, Date.parse(`2025-01-15T${time}Z`));
  expect([at('07:59:59.999'), at('08:00:00'), at('16:29:59.999'), at('16:30:00')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isOpenAt({ ...hours, active: false }, Date.parse('2025-01-15T12:00Z'))).toBe(false);
});

test.each([
  [
    'an opening time that clocks skip: it opens when they have jumped',
    all('Europe/Berlin', '02:30', '05:00'),
    '2025-03-30T00:00Z',
    [
      'opens 2025-03-30T01:00Z Sunday 03:00',
      'closes 2025-03-30T03:00Z Sunday 05:00',
      'opens 2025-03-31T00:30Z Monday 02:30',
    ],
  ],
  [
    'hours that clocks skip as a whole are not',
    hoursOf('Europe/Berlin', { Sunday: ['02:00', '03:00'] }),
    '2025-03-28T00:00Z',
    ['opens 2025-04-06T00:00Z Sunday 02:00', 'closes 2025-04-06T01:00Z Sunday 03:00'],
  ],
  [
    'an hour that comes twice is open twice',
    hoursOf('America/New_York', { Sunday: ['01:00', '01:30'] }),
    '2025-11-02T00:00Z',
    [
      'opens 2025-11-02T05:00Z Sunday 01:00',
      'closes 2025-11-02T05:30Z Sunday 01:30',
      'opens 2025-11-02T06:00Z Sunday 01:00',
      'closes 2025-11-02T06:30Z Sunday 01:30',
      'opens 2025-11-09T06:00Z Sunday 01:00',
    ],
  ],
  [
    'the same hours by the wall are others by UTC after the clocks changed',
    all('America/Sao_Paulo', '08:00', '12:00'),
    '2018-02-17T04:00Z',
    [
      'opens 2018-02-17T10:00Z Saturday 08:00',
      'closes 2018-02-17T14:00Z Saturday 12:00',
      'opens 2018-02-18T11:00Z Sunday 08:00',
    ],
  ],
  [
    'a night that is an hour longer, at midnight itself',
    all('America/Sao_Paulo', '00:00', '23:30'),
    '2018-02-17T20:00Z',
    [
      'closes 2018-02-18T01:30Z Saturday 23:30',
      'opens 2018-02-18T02:00Z Saturday 23:00',
      'closes 2018-02-18T02:30Z Saturday 23:30',
      'opens 2018-02-18T03:00Z Sunday 00:00',
    ],
  ],
  [
    'half an hour of summer time',
    all('Australia/Lord_Howe', '01:45', '02:15'),
    '2025-10-04T10:00Z',
    ['opens 2025-10-04T15:15Z Sunday 01:45', 'closes 2025-10-04T15:30Z Sunday 02:30'],
  ],
  [
    'a zone that is quarters of an hour ahead',
    all('Asia/Kathmandu', '09:00', '17:00'),
    '2025-01-15T00:00Z',
    ['opens 2025-01-15T03:15Z Wednesday 09:00', 'closes 2025-01-15T11:15Z Wednesday 17:00'],
  ],
  [
    'a day ahead of UTC',
    hoursOf('Pacific/Kiritimati', { Monday: ['00:00', '01:00'] }),
    '2025-01-18T00:00Z',
    ['opens 2025-01-19T10:00Z Monday 00:00', 'closes 2025-01-19T11:00Z Monday 01:00'],
  ],
  [
    'a Friday that a zone skipped',
    hoursOf('Pacific/Apia', { Friday: ['09:00', '10:00'] }),
    '2011-12-24T00:00Z',
    ['opens 2012-01-05T19:00Z Friday 09:00'],
  ],
  [
    'until midnight, and closed the day after',
    hoursOf('Europe/London', { Friday: ['18:00', '24:00'] }),
    '2025-01-17T12:00Z',
    [
      'opens 2025-01-17T18:00Z Friday 18:00',
      'closes 2025-01-18T00:00Z Saturday 00:00',
      'opens 2025-01-24T18:00Z Friday 18:00',
    ],
  ],
  [
    'midnight between two open days closes nothing',
    hoursOf('Europe/London', { Friday: ['18:00', '24:00'], Saturday: ['00:00', '02:00'] }),
    '2025-01-17T12:00Z',
    ['opens 2025-01-17T18:00Z Friday 18:00', 'closes 2025-01-18T02:00Z Saturday 02:00'],
  ],
  [
    'all days around the clock, over a change of summer time',
    all('Europe/Berlin', '00:00', '24:00'),
    '2025-03-25T00:00Z',
    ['open for ever'],
  ],
  ['no day at all', hoursOf('Europe/Berlin', {}), '2025-01-15T00:00Z', ['closed for ever']],
])('%s', (_what, hours, from, expected) => {
  expect(changes(hours, from, expected.length)).toEqual(expected);
});

const time = fc
  .integer({ min: 0, max: 24 * 4 })
  .map(
    (quarter) =>
      `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`,
  );
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
);
const week: fc.Arbitrary<Hours> = fc
  .tuple(zone, fc.boolean(), fc.array(fc.tuple(fc.boolean(), time, time), { minLength: 7, maxLength: 7 }))
  .map(([name, active, days]) => ({
    active,
    timezone: { name },
    workHours: WEEK.map((day, i) => {
      const [open = false, a = '', b = ''] = days[i] ?? [];
      const [start, finish] = a < b ? [a, b] : [b, a];
      return { day, open, start: { time: start }, finish: { time: finish } };
    }),
  }));
/** Any second of ten years, more often one about the time when clocks change. */
const instant = fc
  .oneof(
    fc.integer({ min: Date.UTC(2018, 0) / 1_000, max: Date.UTC(2028, 0) / 1_000 }),
    fc
      .tuple(
        fc.constantFrom(
          '2025-03-30T01',
          '2025-10-26T01',
          '2024-03-10T07',
          '2024-11-03T06',
          '2025-04-05T14',
          '2025-09-27T14',
        ),
        fc.integer({ min: -36 * 3_600, max: 36 * 3_600 }),
      )
      .map(([about, seconds]) => Date.parse(`${about}:00Z`) / 1_000 + seconds),
  )
  .map((seconds) => seconds * 1_000);

test('whether it is open is what a clock on the wall says', () => {
  fc.assert(
    fc.property(week, instant, (hours, at) => {
      expect(isOpenAt(hours, at)).toBe(isOpenByTheWall(hours, at));
    }),
    { numRuns: 2_000 },
  );
});

test('the next change is the one that looking every minute finds', () => {
  fc.assert(
    fc.property(week, instant, (hours, at) => {
      const { open, until } = hoursPhase(hours, at);
      expect(open).toBe(isOpenByTheWall(hours, at));
      const seen = nextChangeByTheWall(hours, at, 9 * DAY);
      if (seen !== undefined || until === undefined || until < at + 9 * DAY) expect(until).toBe(seen);
    }),
    { numRuns: 300 },
  );
});

test('what is remembered of the hours is what holds at the time', () => {
  fc.assert(
    fc.property(
      week,
      instant,
      fc.array(fc.integer({ min: -3 * DAY, max: 3 * DAY }), { maxLength: 12 }),
      (hours, at, steps) => {
        let now = at;
        for (const step of [0, ...steps]) {
          now += step;
          const { open, until } = hoursPhase(hours, now);
          expect({ open, until }).toEqual(
            (({ open, until }) => ({ open, until }))(hoursPhase({ ...hours }, now)),
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});
