import type { Problem } from '../../state/porthole.ts';
import { en, type Words } from './en.ts';

/** The words for a key, with values put in: `t('typing', { name: 'Ada' })`. */
export function t(key: keyof Words, values?: Record<string, string | number>): string {
  return en[key].replace(/\{(\w+)\}/g, (_, name) => String(values?.[name] ?? ''));
}

/** Words for what went wrong; the server's own only where we have none. */
export function problemText({ code, detail }: Problem): string {
  return (code === 'refused' && detail) || t(code);
}

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const calendar = format({ weekday: 'long', day: 'numeric', month: 'long' });

/** @param at epoch ms */
export const timeText = (at: number): string => clock.format(at);

/** @param daysAgo whole days between then and now, by the visitor's calendar */
export function dayText(at: number, daysAgo: number): string {
  if (daysAgo === 0) return t('today');
  return daysAgo === 1 ? t('yesterday') : calendar.format(at);
}
