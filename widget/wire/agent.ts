/** The agent as a visitor may see them; `{ hiddenInfo: true }` when `Livechat_show_agent_info` is off. */
export type WireAgent = VisibleAgent | { hiddenInfo: true };

export interface VisibleAgent {
  _id: string;
  username: string;
  name?: string;
  status?: AgentPresence;
  emails?: { address: string; verified: boolean }[];
}

/** Presence of a user's connections. */
export type AgentPresence = 'online' | 'away' | 'busy' | 'offline';

/** Whether an agent accepts chats: the switch in the agent's console, apart from presence. */
export type AgentAvailability = 'available' | 'not-available';
