import { WebSocket } from 'ws';
import { connectDdp, type DdpClient, method, sub } from '../../../contract/support/ddp-client.ts';

export interface AgentSocket extends DdpClient {
  /** Says that the agent types in a room, or has stopped. */
  type(rid: string, typing: boolean): void;
}

/** The socket of an agent's client of today, logged in and listening to what happens in a room. */
export async function openAgentSocket(url: string, username: string, rid: string): Promise<AgentSocket> {
  const socket = await connectDdp({
    openSocket: (on) =>
      new WebSocket(`${url.replace('http', 'ws')}/websocket`)
        .on('open', on.open)
        .on('message', (data) => on.message(data.toString()))
        .on('close', on.close),
  });
  socket.send(method('login', 'login', { user: { username }, password: username }));
  await socket.next('"msg":"result"', '"id":"login"');
  socket.send(sub('activity', 'stream-notify-room', `${rid}/user-activity`));
  await socket.next('"msg":"ready"', 'activity');
  let calls = 0;
  return {
    ...socket,
    type(rid, typing) {
      calls += 1;
      const activity = typing ? ['user-typing'] : [];
      socket.send(method(`t${calls}`, 'stream-notify-room', `${rid}/user-activity`, username, activity));
    },
  };
}
