import type { WireAgent } from '../../../widget/wire/agent.ts';
import type { User } from '../../store/documents.ts';
import type { Work } from '../work.ts';

/**
 * The agent as visitors see them: `{hiddenInfo: true}` when `Livechat_show_agent_info` is off, without e-mail addresses when
 * `Livechat_show_agent_email` is off.
 * @see Rocket.Chat `livechat/server/api/lib/livechat.ts` `normalizeAgent`
 */
export function toWireAgent({ setting }: Pick<Work, 'setting'>, user: User): WireAgent {
  if (!setting('Livechat_show_agent_info')) return { hiddenInfo: true };
  const { _id, username, name, status, emails } = user;
  return { _id, username, name, status, ...(setting('Livechat_show_agent_email') ? { emails } : {}) };
}
