import type { EpochMs } from '../../../ports/clock.ts';
import type { BusinessHour, DayOfWeek } from '../../../store/documents.ts';
import { zoneOffsetMs } from './zone-offset.ts';

export type Hours = Pick<BusinessHour, 'active' | 'timezone' | 'workHours'>;

/** How the hours stand at some instant. */
export interface Phase {
  open: boolean;
  /** When that changes next; undefined: not within {@link HORIZON_MS}, which means never. */
  until: EpochMs | undefined;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No zone changes its clocks twice within a step. */
const STEP_MS = DAY_MS / 2;
/** Hours of one day a week come again after a week, or two when clocks skip them; once more is for a zone that skips a whole day. */
const HORIZON_MS = 22 * DAY_MS;

/** As `Date.getUTCDay` counts. */
const DAYS: readonly DayOfWeek[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/**
 * Whether it is open at this instant. The clock on the wall decides: what falls into an hour that summer time skips does not happen, and
 * an hour that comes twice is twice the same.
 */
export function isOpenAt(hours: Hours, at: EpochMs): boolean {
  return isOpenOnWall(hours, at + zoneOffsetMs(hours.timezone.name, at));
}

/** Answers of {@link hoursPhase} while they hold: documents never change, and the clock asks after every change of the store. */
const known = new WeakMap<Hours, Phase & { from: EpochMs; holdsTo: EpochMs }>();

/** Whether it is open, and when that changes. Asked often: remembered by document. */
export function hoursPhase(hours: Hours, at: EpochMs): Phase {
  const before = known.get(hours);
  if (before && before.from <= at && at < before.holdsTo) return before;
  const open = isOpenAt(hours, at);
  const until = nextChange(hours, at, open);
  const phase = { open, until, from: at, holdsTo: until ?? Number.POSITIVE_INFINITY };
  known.set(hours, phase);
  return phase;
}

function nextChange(hours: Hours, after: EpochMs, open: boolean): EpochMs | undefined {
  const windows = hours.workHours.filter((day) => day.open);
  if (windows.length === 0 || !hours.active) return undefined;
  const times = [...new Set(windows.flatMap(({ start, finish }) => [start.time, finish.time]))].map(minuteOf);
  const zone = hours.timezone.name;
  for (let from = after; from < after + HORIZON_MS; from += STEP_MS) {
    for (const { start, end, offset } of stretches(zone, from, from + STEP_MS)) {
      // Where clocks jump, anything may begin or end; elsewhere only at the times that somebody named.
      const candidates = [start];
      for (let day = floorTo(start + offset, DAY_MS); day < end + offset; day += DAY_MS) {
        for (const minute of times) candidates.push(day + minute * MINUTE_MS - offset);
      }
      const change = candidates
        .filter((at) => at > after && at >= start && at < end)
        .sort((a, b) => a - b)
        .find((at) => isOpenOnWall(hours, at + offset) !== open);
      if (change !== undefined) return change;
    }
  }
  return undefined;
}

/** The time from `start` to `end` in pieces of one offset. */
function stretches(zone: string, start: EpochMs, end: EpochMs) {
  const offset = zoneOffsetMs(zone, start);
  const later = zoneOffsetMs(zone, end);
  if (offset === later) return [{ start, end, offset }];
  // Changes happen at full seconds; `old` has the first offset, `changed` no longer.
  let [old, changed] = [Math.floor(start / 1_000), Math.ceil(end / 1_000)];
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (zoneOffsetMs(zone, middle * 1_000) === offset) old = middle;
    else changed = middle;
  }
  const jump = changed * 1_000;
  return [
    { start, end: jump, offset },
    { start: jump, end, offset: later },
  ];
}

/** `wall`: what the clock there shows, as if it were UTC. */
function isOpenOnWall({ active, workHours }: Hours, wall: number): boolean {
  if (!active) return false;
  const today = DAYS[new Date(wall).getUTCDay()];
  const minute = Math.floor((wall - floorTo(wall, DAY_MS)) / MINUTE_MS);
  return workHours.some(
    ({ day, open, start, finish }) =>
      open && day === today && minuteOf(start.time) <= minute && minute < minuteOf(finish.time),
  );
}

/** Minutes since midnight of `HH:mm`. */
export function minuteOf(time: string): number {
  const [hour = '', minute = ''] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

const floorTo = (value: number, unit: number): number => Math.floor(value / unit) * unit;
