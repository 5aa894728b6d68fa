import type { AgentPresence } from './agent.ts';
import { conform, isRecord } from './conform.ts';

/** `username` is empty when the server hides who it is (`Livechat_show_agent_info` off). */
export interface DecodedAgent {
  username: string;
  name: string;
  status: AgentPresence | undefined;
}

/** `agent` of the config, and `data` of an `agentData` event. */
export function decodeAgent(agent: unknown): DecodedAgent | undefined {
  if (!isRecord(agent)) return undefined;
  const { username, name, status } = conform({ username: '', name: '', status: '' }, agent);
  return { username, name: name || username, status: decodePresence(status) };
}

export function decodePresence(status: unknown): AgentPresence | undefined {
  return (['online', 'away', 'busy', 'offline'] as const).find((known) => known === status);
}
