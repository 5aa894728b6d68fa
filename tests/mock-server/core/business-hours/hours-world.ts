import { WEEK } from '../../../../mock-server/core/project/default-business-hour.ts';
import type { DayOfWeek } from '../../../../mock-server/store/documents.ts';
import { ANNA, type Answer, BEN, type Json, startCore, type TestCore } from '../start-core.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DEFAULT_ID = '64b05c0ffee0000000000001';

/** The body that saves the default hours: the same every day, or on those that are named. */
export const standard = (
  start: string,
  finish: string,
  more: Json = {},
  days: readonly DayOfWeek[] = WEEK,
): Json => ({
  _id: DEFAULT_ID,
  type: 'default',
  name: '',
  active: true,
  timezoneName: 'UTC',
  daysOpen: days,
  departmentsToApplyBusinessHour: '',
  workHours: WEEK.map((day) => ({ day, start, finish, open: days.includes(day) })),
  ...more,
});

/** The same for hours that departments, by their ids, have of their own. */
export const own = (name: string, start: string, finish: string, departments: string): Json =>
  standard(start, finish, { _id: null, type: 'custom', name, departmentsToApplyBusinessHour: departments });

/** A server with both agents online, on a clock that starts on Wednesday, 2025-01-15, at 09:00 UTC. */
export async function startHours() {
  const server: TestCore = await startCore({ agentsOnline: true });
  const admin = await server.as('admin');
  const stands = (id: string): string | undefined => {
    const { statusLivechat, livechatStatusSystemModified } = server.store.get('users', id) ?? {};
    return livechatStatusSystemModified ? `${statusLivechat} by the server` : statusLivechat;
  };
  return {
    server,
    admin,
    save: (hours: Json): Promise<Answer> => admin.post('livechat/business-hours.save', hours),
    list: async () => (await admin.get('livechat/business-hours')).body.businessHours as Json[],
    on: (type = 'Single') =>
      server.set({ Livechat_enable_business_hours: true, Livechat_business_hour_type: type }),
    online: async () => ((await server.get('livechat/config')).body.config as Json).online,
    /** Whether an agent takes chats, and whether it was the server who said so. */
    stands,
    both: () => [stands(ANNA), stands(BEN)],
  };
}
export type HoursWorld = Awaited<ReturnType<typeof startHours>>;
