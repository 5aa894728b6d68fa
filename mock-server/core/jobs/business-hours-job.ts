import { hoursInForce, isOutOfHours } from '../rules/business-hours/agent-hours.ts';
import { hoursPhase } from '../rules/business-hours/hours-phase.ts';
import { keepHours } from '../rules/business-hours/keep-hours.ts';
import type { Job } from './job.ts';

/** Hours open and close. Due at the next change since the last run, however late that is noticed, and once when the server starts. */
export const businessHoursJob: Job = {
  name: 'business-hours',
  dueAt(facts) {
    const { now, ranAt } = facts;
    if (!facts.setting('Livechat_enable_business_hours')) return undefined;
    if (ranAt === undefined) return now;
    for (const user of facts.all('users')) if (isOutOfHours(facts, user, now)) return now;
    const changes = hoursInForce(facts).flatMap((hours) => hoursPhase(hours, ranAt).until ?? []);
    return changes.length > 0 ? Math.min(...changes) : undefined;
  },
  run: ({ run }) => run(keepHours),
};
