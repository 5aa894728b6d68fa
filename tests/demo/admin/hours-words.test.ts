import { expect, test } from 'vitest';
import {
  DAYS,
  decodeHours,
  encodeHours,
  type HoursDraft,
  hoursProblems,
  type WorkDay,
} from '../../../demo/admin/model/business-hours.ts';
import { hoursWords, wallWords } from '../../../demo/admin/model/hours-words.ts';

/** Monday to Friday from 8 to 18 in Berlin, or as said. */
const hours = (
  more: Partial<HoursDraft> = {},
  days: Partial<Record<string, Partial<WorkDay>>> = {},
): HoursDraft => ({
  id: 'a',
  type: 'default',
  name: '',
  active: true,
  zone: 'Europe/Berlin',
  days: DAYS.map((day, i) => ({ day, open: i < 5, from: '08:00', to: '18:00', ...days[day] })),
  departments: [],
  ...more,
});
const always = Object.fromEntries(DAYS.map((day) => [day, { open: true, from: '00:00', to: '00:00' }]));

test.each([
  [hours(), '2025-01-15T09:00Z', 'Open now, until 18:00.'],
  [hours(), '2025-01-15T06:59:59Z', 'Closed now, opens at 08:00.'],
  [hours(), '2025-01-15T17:00Z', 'Closed now, opens on Thursday at 08:00.'],
  [hours(), '2025-01-18T09:00Z', 'Closed now, opens on Monday at 08:00.'],
  [hours({}, { Friday: { to: '00:00' } }), '2025-01-17T20:30Z', 'Open now, until Saturday at 00:00.'],
  [hours({}, always), '2025-03-28T09:00Z', 'Open now, around the clock.'],
  [hours({ active: false }), '2025-01-15T09:00Z', 'Closed: it never opens.'],
  [hours({ days: [] }), '2025-01-15T09:00Z', 'Closed: it never opens.'],
  [hours({ zone: 'Asia/Kathmandu' }), '2025-01-15T02:14Z', 'Closed now, opens at 08:00.'],
  [hours({ zone: 'Asia/Kathmandu' }), '2025-01-15T02:15Z', 'Open now, until 18:00.'],
  [
    hours({}, { Sunday: { open: true, from: '02:30', to: '05:00' } }),
    '2025-03-30T00:30Z',
    'Closed now, opens at 03:00.',
  ],
])('%#: %s at %s', (draft, at, words) => {
  expect(hoursWords(draft, Date.parse(at))).toBe(words);
});

test('the clock of the zone in words', () => {
  expect(wallWords('Pacific/Kiritimati', Date.parse('2025-01-15T10:05Z'))).toBe('Thursday, 00:05');
});

test.each([
  [hours(), {}],
  [hours({ type: 'custom', name: ' ' }), { name: 'These hours need a name.' }],
  [hours({ zone: 'Mars/Olympus' }), { zone: expect.stringContaining('no time zone') }],
  [hours({ zone: '' }), { zone: expect.stringContaining('no time zone') }],
  [
    hours(
      {},
      {
        Monday: { from: '18:30' },
        Tuesday: { from: '18:00' },
        Wednesday: { from: '' },
        Sunday: { from: '19:00' },
      },
    ),
    {
      Monday: 'It ends before it begins.',
      Tuesday: 'It ends when it begins.',
      Wednesday: 'A time is missing.',
    },
  ],
  [hours({}, { Friday: { from: '20:00', to: '00:00' } }), {}],
])('%#: what is wrong is told by field', (draft, problems) => {
  expect(hoursProblems(draft)).toEqual(problems);
});

test('hours come from the server and go back as they were, midnight included', () => {
  const draft = hours(
    { type: 'custom', name: 'Shop', departments: ['d1', 'd2'] },
    { Friday: { to: '00:00' } },
  );
  const sent = encodeHours(draft);
  expect(sent).toMatchObject({
    _id: 'a',
    timezoneName: 'Europe/Berlin',
    daysOpen: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    departmentsToApplyBusinessHour: 'd1,d2',
    workHours: { 4: { day: 'Friday', start: '08:00', finish: '24:00', open: true } },
  });
  const answered = {
    ...sent,
    timezone: { name: 'Europe/Berlin', utc: '+01:00' },
    departments: [{ _id: 'd1' }, { _id: 'd2' }],
    workHours: draft.days.map(({ day, open, from, to }) => ({
      day,
      open,
      start: { time: from },
      finish: { time: to === '00:00' ? '24:00' : to },
    })),
  };
  expect(decodeHours(answered)).toEqual(draft);
  expect(decodeHours({ name: 'x' })).toBeUndefined();
});
