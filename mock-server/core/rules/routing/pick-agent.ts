import { unreachable } from '../../../../widget/wire/result.ts';
import type { SettingValues } from '../../settings/definitions.ts';
import type { Candidate } from './candidates.ts';

type Method = SettingValues['Livechat_Routing_Method'];
/** Methods by which the server itself chooses. */
export type ChoosingMethod = Exclude<Method, 'Manual_Selection' | 'External'>;

export function isChoosing(method: Method): method is ChoosingMethod {
  return method !== 'Manual_Selection' && method !== 'External';
}

/**
 * Whose turn it is among those who could take a chat:
 * - `Auto_Selection`: in a department least `count`, then `order`; else least `livechatCount`
 * - `Load_Balancing`: fewest open chats, then least `livechatCount`
 * - `Load_Rotation`: whose `lastRoutingTime` lies furthest back; who never had a turn comes first
 *
 * Equals by user name. The order of the candidates does not matter.
 * @see Rocket.Chat `routing/AutoSelection.ts`, `livechat-enterprise/server/lib/routing/*.ts`
 */
export function pickAgent(method: ChoosingMethod, candidates: readonly Candidate[]): Candidate | undefined {
  const before = orderOf(method);
  const [first] = [...candidates].sort((a, b) => before(a, b) || byText(a.user.username, b.user.username));
  return first;
}

function orderOf(method: ChoosingMethod): (a: Candidate, b: Candidate) => number {
  switch (method) {
    case 'Auto_Selection':
      return (a, b) =>
        a.place && b.place
          ? a.place.count - b.place.count || a.place.order - b.place.order
          : a.user.livechatCount - b.user.livechatCount;
    case 'Load_Balancing':
      return (a, b) => a.openChats - b.openChats || a.user.livechatCount - b.user.livechatCount;
    case 'Load_Rotation':
      return (a, b) => turnOf(a) - turnOf(b);
    default:
      return unreachable(method);
  }
}

/** When the agent last had a turn, epoch ms; 0 for never. */
export function turnOf({ user }: Candidate): number {
  return user.lastRoutingTime?.getTime() ?? 0;
}

/** Order by code unit, the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
