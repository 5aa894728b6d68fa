import { endOf, type HoursDraft, type WorkDay } from './business-hours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Hours of one day a week come again after a week, or two when summer time skips them. */
const HORIZON_HOURS = 15 * 24;

type Hours = Pick<HoursDraft, 'active' | 'zone' | 'days'>;
interface Wall {
  day: string;
  /** `HH:mm` */
  time: string;
}

/**
 * How the hours stand at `now`, in words, by the clock of their zone: "Open now, until 18:00." The server decides by itself; this says
 * what it will do.
 */
export function hoursWords(hours: Hours, now: number): string {
  const wallAt = wallClock(hours.zone);
  const isOpen = (at: number): boolean => isOpenOn(hours, wallAt(at));
  const open = isOpen(now);
  const change = hours.active ? nextChange(wallAt, hours, now, open) : undefined;
  if (change === undefined) return open ? 'Open now, around the clock.' : 'Closed: it never opens.';
  const [today, then] = [wallAt(now), wallAt(change)];
  const isToday = today.day === then.day && change - now < 24 * HOUR_MS;
  const day = isToday ? undefined : then.day;
  if (open) return `Open now, until ${day ? `${day} at ` : ''}${then.time}.`;
  return `Closed now, opens ${day ? `on ${day} ` : ''}at ${then.time}.`;
}

/** `Wednesday, 14:05` */
export function wallWords(zone: string, now: number): string {
  const { day, time } = wallClock(zone)(now);
  return `${day}, ${time}`;
}

function isOpenOn({ active, days }: Hours, { day, time }: Wall): boolean {
  return active && days.some((one) => one.day === day && within(one, time));
}
const within = (day: WorkDay, time: string): boolean => day.open && day.from <= time && time < endOf(day);

function nextChange(
  wallAt: (at: number) => Wall,
  hours: Hours,
  now: number,
  open: boolean,
): number | undefined {
  const isOther = (at: number): boolean => isOpenOn(hours, wallAt(at)) !== open;
  const first = Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let hour = 0; hour < HORIZON_HOURS; hour++) {
    const start = first + hour * HOUR_MS;
    if (!mayChange(hours, wallAt(start - MINUTE_MS), wallAt(start + HOUR_MS - MINUTE_MS))) continue;
    for (let at = start; at < start + HOUR_MS; at += MINUTE_MS) if (isOther(at)) return at;
  }
  return undefined;
}

/** Whether a time that somebody named lies between the two, or the clock jumped: only then the minutes are worth a look. */
function mayChange({ days }: Hours, before: Wall, last: Wall): boolean {
  if (before.day !== last.day || last.time <= before.time) return true;
  if (minutes(last.time) - minutes(before.time) !== 60) return true;
  return days.some(
    (one) =>
      one.day === last.day &&
      one.open &&
      [one.from, endOf(one)].some((at) => before.time < at && at <= last.time),
  );
}

function minutes(time: string): number {
  const [hour = '', minute = ''] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function wallClock(timeZone: string): (at: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = value;
    return { day: part.weekday ?? '', time: `${part.hour}:${part.minute}` };
  };
}
