import type { ChatT } from './given.ts';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const calendar = format({ weekday: 'long', day: 'numeric', month: 'long' });

/** @param at epoch ms */
export const timeText = (at: number): string => clock.format(at);

/** @param daysAgo whole days between then and now, by the visitor's calendar */
export function dayText(at: number, daysAgo: number, t: ChatT): string {
  if (daysAgo === 0) return t('today');
  return daysAgo === 1 ? t('yesterday') : calendar.format(at);
}
