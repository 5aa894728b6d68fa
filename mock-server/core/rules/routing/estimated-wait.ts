import type { Room } from '../../../store/documents.ts';
import type { StoreReader } from '../../../store/store.ts';
import type { Work } from '../../work.ts';

/**
 * Average duration of the chats of a department that ended last, in seconds; of all chats when none is named.
 * @returns undefined before the first has ended
 * @see Rocket.Chat `LivechatRooms.getMostRecentAverageChatDurationTime`
 */
export function averageChatSeconds(
  facts: StoreReader & Pick<Work, 'setting'>,
  department?: string,
): number | undefined {
  const most = facts.setting('Livechat_number_most_recent_chats_estimate_wait_time');
  const ended: { at: number; seconds: number }[] = [];
  for (const room of facts.all('rooms')) {
    const seconds = room.metrics?.chatDuration;
    if (seconds === undefined || !room.closedAt || !isOf(room, department)) continue;
    ended.push({ at: room.closedAt.getTime(), seconds });
  }
  const latest = ended.sort((a, b) => b.at - a.at).slice(0, most);
  if (latest.length === 0) return undefined;
  return latest.reduce((sum, { seconds }) => sum + seconds, 0) / latest.length;
}

/**
 * Whole seconds that somebody at this place (1 is next) will probably wait.
 * @see Rocket.Chat `livechat-enterprise/server/lib/Helper.ts` `getSpotEstimatedWaitTime`
 */
export function estimatedWaitSeconds(spot: number, recentChats: number, averageSeconds: number): number {
  return Math.round(((spot - 1) / recentChats + 1) * averageSeconds);
}

function isOf(room: Room, department: string | undefined): boolean {
  return department === undefined || room.departmentId === department;
}
