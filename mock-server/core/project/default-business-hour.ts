import type { BusinessHour, DayOfWeek } from '../../store/documents.ts';

export const WEEK: readonly DayOfWeek[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];
const WEEKEND: readonly DayOfWeek[] = ['Saturday', 'Sunday'];
/** Nobody wrote it, so it has no time of its own. */
const SINCE = new Date(0);

/**
 * The hours a server starts with: from 8 to 20 on working days, UTC. They take part in nothing while `Livechat_enable_business_hours` is off.
 * @see Rocket.Chat `lib/omnichannel/business-hour/LivechatBusinessHours.ts` `createDefaultBusinessHourRow`
 */
export const DEFAULT_BUSINESS_HOUR: BusinessHour = {
  _id: '64b05c0ffee0000000000001',
  name: '',
  active: true,
  type: 'default',
  timezone: { name: 'UTC' },
  ts: SINCE,
  workHours: WEEK.map((day) => ({
    day,
    start: { time: '08:00' },
    finish: { time: '20:00' },
    open: !WEEKEND.includes(day),
  })),
  _updatedAt: SINCE,
};
