import { STREAMS } from '../../../widget/wire/streams.ts';
import type { User } from '../../store/documents.ts';
import type { Emission } from '../work.ts';

/**
 * Tells an agent's own clients that they take chats now, or no longer: they may not have asked for it themselves.
 * @see Rocket.Chat `listeners.module.ts` `watch.users`, `lib/notifyListener.ts` `notifyOnUserChange`
 */
export function availabilityEmission({ _id, statusLivechat, livechatStatusSystemModified }: User): Emission {
  const diff = { statusLivechat, livechatStatusSystemModified: livechatStatusSystemModified ?? false };
  return {
    stream: STREAMS.notifyUser,
    event: `${_id}/userData`,
    args: [{ type: 'updated', id: _id, diff, unset: {} }],
  };
}
