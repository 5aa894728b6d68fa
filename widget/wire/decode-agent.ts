import type { AgentPresence, WireAgent } from './agent.ts';
import { isRecord } from './conform.ts';

/** `agent` of the config, of `agent.info`, and `data` of an `agentData` event. */
export function decodeAgent(agent: unknown): WireAgent | undefined {
  if (!isRecord(agent)) return undefined;
  if (agent.hiddenInfo === true) return { hiddenInfo: true };
  const { _id, username, name } = agent;
  const status = decodePresence(agent.status);
  if (typeof username !== 'string') return undefined;
  return {
    _id: String(_id),
    username,
    ...(typeof name === 'string' && { name }),
    ...(status && { status }),
  };
}

export function decodePresence(status: unknown): AgentPresence | undefined {
  return (['online', 'away', 'busy', 'offline'] as const).find((known) => known === status);
}
