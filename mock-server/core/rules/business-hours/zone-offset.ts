import type { EpochMs } from '../../../ports/clock.ts';

const SECOND_MS = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether `name` is a time zone of the IANA database, whatever its case. Plain offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds by which the clock on the wall is ahead of UTC at this instant.
 * @throws RangeError the zone is unknown
 */
export function zoneOffsetMs(zone: string, at: EpochMs): number {
  const second = Math.floor(at / SECOND_MS) * SECOND_MS;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(second)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: sec = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, sec) - second;
}

/** `+05:45` as Rocket.Chat writes it. */
export function zoneOffsetText(zone: string, at: EpochMs): string {
  const minutes = Math.round(zoneOffsetMs(zone, at) / (60 * SECOND_MS));
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** One formatter a zone, however it is written: making one costs more than all that is asked of it. There are some hundred, so none is dropped. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const key = zone.toLowerCase();
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(key, format);
  return format;
}
