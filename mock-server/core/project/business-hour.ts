import type { EpochMs } from '../../ports/clock.ts';
import type { BusinessHour, DayOfWeek } from '../../store/documents.ts';
import type { StoreReader } from '../../store/store.ts';
import { minuteOf } from '../rules/business-hours/hours-phase.ts';
import { zoneOffsetMs, zoneOffsetText } from '../rules/business-hours/zone-offset.ts';
import { WEEK } from './default-business-hour.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * Hours as the API shows them: each time also in UTC and in the server's zone, which here is UTC, by what the zone's clocks say now.
 * @see Rocket.Chat core-typings `ILivechatBusinessHour`
 */
export function toWireBusinessHour(store: StoreReader, hours: BusinessHour, now: EpochMs) {
  const { name } = hours.timezone;
  const aheadMinutes = Math.round(zoneOffsetMs(name, now) / MINUTE_MS);
  const timeOn = (day: DayOfWeek, time: string) => {
    const utc = inUtc(day, minuteOf(time) - aheadMinutes);
    return { time, utc, cron: utc };
  };
  const departments = [...store.all('departments')]
    .filter(({ businessHourId }) => businessHourId === hours._id)
    .map((department) => ({ _id: department._id, name: department.name }));
  return {
    ...hours,
    timezone: { name, utc: zoneOffsetText(name, now) },
    workHours: hours.workHours.map(({ day, start, finish, open }) => ({
      day,
      start: timeOn(day, start.time),
      finish: timeOn(day, finish.time),
      open,
      code: String((WEEK.indexOf(day) + 1) % WEEK.length),
    })),
    ...(departments.length > 0 ? { departments } : {}),
  };
}

function inUtc(day: DayOfWeek, minutes: number): { dayOfWeek: DayOfWeek; time: string } {
  const shift = Math.floor(minutes / DAY_MINUTES);
  const left = minutes - shift * DAY_MINUTES;
  const at = (WEEK.indexOf(day) + shift + WEEK.length) % WEEK.length;
  const two = (number: number): string => String(number).padStart(2, '0');
  return { dayOfWeek: WEEK[at] ?? day, time: `${two(Math.floor(left / 60))}:${two(left % 60)}` };
}
