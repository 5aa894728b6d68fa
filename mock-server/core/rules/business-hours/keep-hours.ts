import type { Work } from '../../work.ts';
import { routeWaiting } from '../inquiries.ts';
import { applyChange, type UserChange } from '../users.ts';
import { isOutOfHours, isToComeBack } from './agent-hours.ts';

/** Brings the agents in line with the hours, while there are any. For whatever changes whose hours are which: hours, departments, time. */
export function keepHours(work: Work): void {
  if (work.setting('Livechat_enable_business_hours')) fitToHours(work);
}

/**
 * Brings every agent in line with the hours: outside them nobody is available; within them those come back whom the server had made
 * unavailable, and not those who chose it. Without hours all are within them: for when the setting is switched.
 */
export function fitToHours(work: Work): void {
  const now = work.now.getTime();
  let somebodyCame = false;
  for (const user of [...work.all('users')]) {
    const change: UserChange | undefined = isToComeBack(work, user, now)
      ? { statusLivechat: 'available', livechatStatusSystemModified: undefined }
      : isOutOfHours(work, user, now)
        ? { statusLivechat: 'not-available', livechatStatusSystemModified: true }
        : undefined;
    if (change && applyChange(work, user._id, change).came) somebodyCame = true;
  }
  // Once all are there: who waited is shared among them, not given to the first.
  if (somebodyCame) routeWaiting(work);
}
