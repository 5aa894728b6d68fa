import type { Work } from '../work.ts';

/**
 * The next number of a counter that is kept as a setting, so that it can be seen and set like one. The setting holds the number
 * that is given out next.
 */
export function nextCount(work: Work, id: 'Livechat_guest_count' | 'Livechat_Room_Count'): number {
  const count = work.setting(id);
  work.put('settings', { _id: id, value: count + 1, _updatedAt: work.now });
  return count;
}
