import type { Hours } from '../../../../../mock-server/core/rules/business-hours/hours-phase.ts';
import type { EpochMs } from '../../../../../mock-server/ports/clock.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall in the zone shows, e.g. `Sunday 02:30`: the words of `Intl`, and no arithmetic of ours. */
export function wallClock(timeZone: string, at: EpochMs): string {
  let format = formats.get(timeZone);
  if (!format) {
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', ...time });
    formats.set(timeZone, format);
  }
  return format.format(at).replace(/[,\s]+(?:at\s)?/, ' ');
}

/** Slow: looks at the wall, and compares texts. */
export function isOpenByTheWall(hours: Hours, at: EpochMs): boolean {
  const [day, time = ''] = wallClock(hours.timezone.name, at).split(' ');
  return (
    hours.active &&
    hours.workHours.some(
      (one) => one.open && one.day === day && one.start.time <= time && time < one.finish.time,
    )
  );
}

/** Slower: looks every minute, for as long as asked. */
export function nextChangeByTheWall(hours: Hours, after: EpochMs, forMs: number): EpochMs | undefined {
  const open = isOpenByTheWall(hours, after);
  const minute = 60_000;
  for (let at = (Math.floor(after / minute) + 1) * minute; at <= after + forMs; at += minute) {
    if (isOpenByTheWall(hours, at) !== open) return at;
  }
  return undefined;
}
