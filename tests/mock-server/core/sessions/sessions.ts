import type { Caller, Json, TestCore } from '../start-core.ts';

export const SECOND = 1_000;

/** The messages of a room, oldest first: the type of a system message and its words, or what somebody wrote. */
export function told(server: TestCore, rid: string): string[] {
  return server.store
    .where('messages', 'rid', rid)
    .map(({ t, msg, comment }) => [t, msg, comment].filter(Boolean).join(': '));
}

export function last(server: TestCore, rid: string): string | undefined {
  return told(server, rid).at(-1);
}

export async function agentWrites(agent: Caller, rid: string, msg = 'Are you there?'): Promise<void> {
  const { status, body } = await agent.post('chat.sendMessage', { message: { rid, msg } });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

export async function visitorWrites(
  server: TestCore,
  rid: string,
  token: string,
  msg = 'Yes',
): Promise<Json> {
  const { status, body } = await server.post('livechat/message', { token, rid, msg });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

export interface AgentSocket {
  /** Of the login. */
  token: string;
  /** Calls a method and waits for its result. */
  call(method: string, ...params: unknown[]): Promise<void>;
  close(): void;
}

/** A socket on which somebody logged in: with the `token` of an earlier login, or with one by REST that is made for it, as a console does. */
export async function agentSocket(server: TestCore, username: string, token?: string): Promise<AgentSocket> {
  const authToken = token ?? (await restLogin(server, username));
  let calls = 0;
  const waiting = new Map<string, () => void>();
  const session = server.core.connect({
    send(text) {
      const frame = JSON.parse(text) as { msg?: string; id?: string };
      if (frame.msg === 'ping') session.receive('{"msg":"pong"}');
      if (frame.msg === 'result' && frame.id !== undefined) waiting.get(frame.id)?.();
    },
    close: () => {},
  });
  session.receive('{"msg":"connect","version":"1","support":["1"]}');
  const call = (method: string, ...params: unknown[]): Promise<void> =>
    new Promise((resolve) => {
      const id = `m${calls++}`;
      waiting.set(id, resolve);
      session.receive(JSON.stringify({ msg: 'method', id, method, params }));
    });
  await call('login', { resume: authToken });
  return { token: authToken, call, close: () => session.closed() };
}

async function restLogin(server: TestCore, username: string): Promise<string> {
  const { body } = await server.post('login', { user: username, password: username });
  return (body.data as { authToken: string }).authToken;
}
