import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createAgentApi } from '../../../demo/agent/agent-api.ts';
import { type AgentConsole, createConsole } from '../../../demo/agent/state/create-console.ts';
import type { Conversation } from '../../../demo/agent/state/create-conversation.ts';
import { logIn } from '../../../demo/kit/log-in.ts';
import { createRest } from '../../../demo/kit/rest.ts';
import { type MockServer, startMockServer } from '../../../mock-server/hosts/create-server.ts';

/** A visitor over REST. */
export interface Guest {
  token: string;
  rid: string;
  username: string;
  say(text: string): Promise<void>;
}

export interface Office {
  mock: MockServer;
  /** Told of each message of a visitor, in any console. */
  heard: ReturnType<typeof vi.fn<() => void>>;
  /** A console, logged in and connected; through `server` instead of the mock's own address, when given. */
  agent(name: string, server?: string): Promise<AgentConsole>;
  guest(name: string, department?: string): Promise<Guest>;
  close(): Promise<void>;
}

/** A mock server on a real port, with agents' consoles and visitors to come. */
export async function startOffice(): Promise<Office> {
  // Node 20 has no WebSocket of its own.
  vi.stubGlobal('WebSocket', WebSocket);
  const mock = await startMockServer();
  const consoles: AgentConsole[] = [];
  const heard = vi.fn<() => void>();
  return {
    mock,
    heard,
    async agent(name, server = mock.url) {
      const session = await logIn(createRest({ server }), name, name);
      if (!session.ok) throw new Error(`${name} cannot log in`);
      const api = createAgentApi(createRest({ server, credentials: session.value }));
      const me = await api.me();
      if (!me.ok) throw new Error(JSON.stringify(me.problem));
      const opened = createConsole({
        server,
        credentials: session.value,
        api,
        me: me.value,
        onVisitorMessage: heard,
        onExpired: () => {},
      });
      consoles.push(opened);
      await expect.poll(() => opened.loaded.value && opened.connection.value === 'ready').toBe(true);
      return opened;
    },
    async guest(name, department) {
      const rest = createRest({ server: mock.url });
      const token = `token-of-${name}`;
      const visitor = { token, name, email: `${name}@example.com`, ...(department ? { department } : {}) };
      const registered = await rest.post('livechat/visitor', { visitor });
      const opened = await rest.get('livechat/room', { token });
      if (!registered.ok || !opened.ok) throw new Error(JSON.stringify([registered, opened]));
      const rid = (opened.value.room as { _id: string })._id;
      const { username } = registered.value.visitor as { username: string };
      return {
        token,
        rid,
        username,
        async say(msg) {
          const sent = await rest.post('livechat/message', { token, rid, msg });
          if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
        },
      };
    },
    async close() {
      for (const one of consoles) one.dispose();
      await mock.close();
      vi.unstubAllGlobals();
    },
  };
}

export function conversationOf(console: AgentConsole, rid: string): Conversation {
  const found = console.conversations.value.find(({ room }) => room.value.rid === rid);
  if (!found) throw new Error('no such conversation');
  return found;
}

/** What people wrote, oldest first, and how far it got: `hello (sent)`. */
export const texts = (console: AgentConsole, rid: string): string[] =>
  conversationOf(console, rid)
    .messages.value.filter(({ system }) => !system)
    .map(({ text, state }) => `${text} (${state})`);
