/** Working time of one day. Times are of {@link ZONE}, which here is UTC, so all three are the same. */
interface WorkTime {
  time: string;
  utc: { dayOfWeek: string; time: string };
  cron: { dayOfWeek: string; time: string };
}
export interface BusinessHour {
  _id: string;
  name: string;
  active: boolean;
  type: 'default';
  timezone: { name: string; utc: string };
  ts: Date;
  workHours: { day: string; start: WorkTime; finish: WorkTime; open: boolean; code: string }[];
  _updatedAt: Date;
}

const ZONE = { name: 'UTC', utc: '+00:00' };
const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const WEEKEND = ['Saturday', 'Sunday'];
/** Nobody wrote it, so it has no time of its own. */
const SINCE = new Date(0);

/**
 * The hours a server starts with: from 8 to 20 on working days. They take part in nothing while `Livechat_enable_business_hours` is off.
 * @see Rocket.Chat `lib/omnichannel/business-hour/LivechatBusinessHours.ts` `createDefaultBusinessHourRow`
 */
export const DEFAULT_BUSINESS_HOUR: BusinessHour = {
  _id: '64b05c0ffee0000000000001',
  name: '',
  active: true,
  type: 'default',
  timezone: ZONE,
  ts: SINCE,
  workHours: WEEK.map((day, index) => ({
    day,
    start: at(day, '08:00'),
    finish: at(day, '20:00'),
    open: !WEEKEND.includes(day),
    code: String((index + 1) % 7),
  })),
  _updatedAt: SINCE,
};

function at(dayOfWeek: string, time: string): WorkTime {
  const same = { dayOfWeek, time };
  return { time, utc: same, cron: same };
}
