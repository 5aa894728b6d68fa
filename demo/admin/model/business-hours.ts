import { type Json, recordOf, recordsOf, textOf } from '../../kit/decode/fields.ts';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `HH:mm`. As the end of a day, `00:00` is the midnight after it: fields for times know no 24:00. */
export interface WorkDay {
  day: string;
  open: boolean;
  from: string;
  to: string;
}

/** Business hours as they are edited. */
export interface HoursDraft {
  /** Empty: not saved yet. */
  id: string;
  type: 'default' | 'custom';
  name: string;
  active: boolean;
  /** IANA name. */
  zone: string;
  days: readonly WorkDay[];
  /** Ids. */
  departments: readonly string[];
}

export function decodeHours(json: Json): HoursDraft | undefined {
  const [id, name] = [textOf(json, '_id'), textOf(json, 'name')];
  const zone = textOf(recordOf(json, 'timezone') ?? {}, 'name');
  if (id === undefined || name === undefined || zone === undefined) return undefined;
  const given = recordsOf(json, 'workHours');
  const timeOf = (day: Json | undefined, key: string): string | undefined =>
    day && textOf(recordOf(day, key) ?? {}, 'time');
  return {
    id,
    name,
    zone,
    type: json.type === 'custom' ? 'custom' : 'default',
    active: json.active === true,
    days: DAYS.map((day) => {
      const found = given.find((one) => textOf(one, 'day') === day);
      const to = timeOf(found, 'finish') ?? '20:00';
      return {
        day,
        open: found?.open === true,
        from: timeOf(found, 'start') ?? '08:00',
        to: to === '24:00' ? '00:00' : to,
      };
    }),
    departments: recordsOf(json, 'departments').flatMap((one) => textOf(one, '_id') ?? []),
  };
}

/** Body of `livechat/business-hours.save`. */
export function encodeHours({ id, type, name, active, zone, days, departments }: HoursDraft): Json {
  return {
    ...(id === '' ? {} : { _id: id }),
    type,
    name: name.trim(),
    active,
    timezoneName: zone,
    daysOpen: days.filter(({ open }) => open).map(({ day }) => day),
    departmentsToApplyBusinessHour: departments.join(','),
    workHours: days.map((one) => ({ day: one.day, start: one.from, finish: endOf(one), open: one.open })),
  };
}

/** `24:00` for the midnight at the end. */
export const endOf = ({ to }: WorkDay): string => (to === '00:00' ? '24:00' : to);

/** What is wrong, in words, by field: `name`, `zone`, or a day. */
export type HoursProblems = Partial<Record<string, string>>;

export function hoursProblems({ type, name, zone, days }: HoursDraft): HoursProblems {
  const problems: HoursProblems = {};
  if (type === 'custom' && name.trim() === '') problems.name = 'These hours need a name.';
  if (!isZone(zone)) problems.zone = 'This is no time zone. Choose one of the list, such as Europe/Berlin.';
  for (const day of days) {
    if (!day.open) continue;
    if (day.from === '' || day.to === '') problems[day.day] = 'A time is missing.';
    else if (day.from === endOf(day)) problems[day.day] = 'It ends when it begins.';
    else if (day.from > endOf(day)) problems[day.day] = 'It ends before it begins.';
  }
  return problems;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}
